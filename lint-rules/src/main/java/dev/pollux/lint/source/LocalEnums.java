package dev.pollux.lint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.DataKey;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import dev.pollux.lint.code.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds enums that are declared inside of method bodies (since Java 16), which the parser does not
 * know. Each is taken out of the text and parsed as a file of its own; an empty class of its name
 * stands in its place. Blanks keep every character where it was.
 */
final class LocalEnums {
  /**
   * @param begin where its modifiers or {@code enum} begin
   * @param end after its closing brace
   */
  record Found(String name, int begin, int end) {}

  private record Token(String text, int begin, int end) {}

  private static final Set<String> TYPE_WORDS =
      Set.of("class", "interface", "enum", "record", "@interface");
  private static final Set<String> MODIFIERS = Set.of("static", "strictfp", "final");

  private static final DataKey<EnumDeclaration> STANDS_FOR = new DataKey<>() {};

  private LocalEnums() {}

  /** What a local class declaration stands for: itself, or the enum that was taken out. */
  static TypeDeclaration<?> declared(TypeDeclaration<?> node) {
    return node.containsData(STANDS_FOR) ? node.getData(STANDS_FOR) : node;
  }

  /** Puts a parsed enum in the place of the class that stands for it. */
  static void graft(CompilationUnit unit, Found found, EnumDeclaration parsed) {
    Span at = SyntaxReader.span(parsed);
    for (LocalClassDeclarationStmt statement : unit.findAll(LocalClassDeclarationStmt.class)) {
      ClassOrInterfaceDeclaration stand = statement.getClassDeclaration();
      Span span = SyntaxReader.span(stand);
      if (stand.getNameAsString().equals(found.name())
          && span.line() <= at.line()
          && at.compareTo(SyntaxReader.span(statement)) >= 0
          && span.endLine() == span.line()
          && stand.getMembers().isEmpty()
          && !stand.containsData(STANDS_FOR)) {
        stand.setData(STANDS_FOR, parsed);
        return;
      }
    }
  }

  /** Outermost local enums, in source order. */
  static List<Found> find(String text) {
    List<Token> tokens = tokens(text);
    List<Found> result = new ArrayList<>();
    Deque<Boolean> isTypeBody = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i).text();
      if (token.equals("{")) {
        isTypeBody.push(opensType(tokens, i));
      } else if (token.equals("}")) {
        isTypeBody.poll();
      } else if (token.equals("enum")
          && Boolean.FALSE.equals(isTypeBody.peek())
          && i + 1 < tokens.size()
          && Character.isJavaIdentifierStart(tokens.get(i + 1).text().charAt(0))) {
        int close = closing(tokens, i);
        if (close < 0) {
          return result;
        }
        int first = i;
        while (first > 0 && MODIFIERS.contains(tokens.get(first - 1).text())) {
          first--;
        }
        result.add(
            new Found(
                tokens.get(i + 1).text(), tokens.get(first).begin(), tokens.get(close).end()));
        i = close;
      }
    }
    return result;
  }

  private static int closing(List<Token> tokens, int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      String token = tokens.get(i).text();
      if (token.equals("{")) {
        depth++;
      } else if (token.equals("}") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the brace opens the body of a type rather than a block. */
  private static boolean opensType(List<Token> tokens, int brace) {
    int i = brace - 1;
    if (i >= 0 && tokens.get(i).text().equals(")")) {
      int open = opening(tokens, i);
      int name = open - 1;
      while (name > 0 && !Set.of(";", "{", "}", "(", "=").contains(tokens.get(name).text())) {
        if (tokens.get(name).text().equals("new")) {
          return true;
        }
        if (tokens.get(name).text().equals("record")) {
          return true;
        }
        name--;
      }
      return false;
    }
    int depth = 0;
    for (; i >= 0; i--) {
      String token = tokens.get(i).text();
      if (token.equals(")")) {
        depth++;
      } else if (token.equals("(")) {
        depth--;
      }
      if (depth < 0 || depth == 0 && Set.of(";", "{", "}", "->").contains(token)) {
        return false;
      }
      if (depth == 0 && TYPE_WORDS.contains(token)) {
        boolean isLiteral = i > 0 && tokens.get(i - 1).text().equals(".");
        return !isLiteral;
      }
    }
    return false;
  }

  private static int opening(List<Token> tokens, int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      String token = tokens.get(i).text();
      if (token.equals(")")) {
        depth++;
      } else if (token.equals("(") && --depth == 0) {
        return i;
      }
    }
    return 0;
  }

  /** Names and single characters; comments, strings and characters are left out. */
  private static List<Token> tokens(String text) {
    List<Token> result = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end;
      if (text.startsWith("//", i)) {
        int line = text.indexOf('\n', i);
        end = line < 0 ? text.length() : line;
      } else if (text.startsWith("/*", i)) {
        int close = text.indexOf("*/", i + 2);
        end = close < 0 ? text.length() : close + 2;
      } else if (text.startsWith("\"\"\"", i)) {
        end = quoted(text, i + 3, "\"\"\"");
      } else if (c == '"' || c == '\'') {
        end = quoted(text, i + 1, String.valueOf(c));
      } else if (Character.isWhitespace(c)) {
        end = i + 1;
      } else if (Character.isJavaIdentifierStart(c) || text.startsWith("@interface", i)) {
        end = i + 1;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
          end++;
        }
        result.add(new Token(text.substring(i, end), i, end));
      } else if (text.startsWith("->", i)) {
        end = i + 2;
        result.add(new Token("->", i, end));
      } else {
        end = i + 1;
        result.add(new Token(String.valueOf(c), i, end));
      }
      i = end;
    }
    return result;
  }

  private static int quoted(String text, int from, String quote) {
    int i = from;
    while (i < text.length() && !text.startsWith(quote, i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + quote.length());
  }

  /** The text with an empty class in the place of each enum. */
  static String without(String text, List<Found> enums) {
    StringBuilder result = new StringBuilder(text);
    for (Found found : enums) {
      String stand = "class " + found.name() + "{}";
      blank(result, found.begin(), found.end());
      int room = Math.min(found.end(), text.length()) - found.begin();
      int newline = text.indexOf('\n', found.begin());
      if (room >= stand.length() && (newline < 0 || newline >= found.begin() + stand.length())) {
        result.replace(found.begin(), found.begin() + stand.length(), stand);
      }
    }
    return result.toString();
  }

  /** The enum alone, where it stood. */
  static String only(String text, Found found) {
    StringBuilder result = new StringBuilder(text.substring(0, found.end()));
    blank(result, 0, found.begin());
    // The modifiers of a local enum are not allowed at the top level.
    int word = result.indexOf("enum", found.begin());
    blank(result, found.begin(), Math.max(found.begin(), word));
    return result.toString();
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
        text.setCharAt(i, ' ');
      }
    }
  }
}
