package dev.pollux.lint.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses one file at a time. Neither the parser nor its configuration may be shared by threads, so
 * each call makes its own.
 */
final class FileParser {
  /** What a file became: a tree, or the reason why not. */
  record Parsed(
      @Nullable CompilationUnit unit,
      List<SourceUnit.Comment> comments,
      Reading.@Nullable Failure failure) {}

  private static final int HIGHEST = 25;

  private final int release;

  FileParser(int release) {
    this.release = release;
  }

  Parsed parse(SourceFile file) {
    try {
      ParseResult<CompilationUnit> result = parse(file.text(), release);
      if (!result.isSuccessful() && release < HIGHEST) {
        // Sources newer than the stated release: better read than refused.
        ParseResult<CompilationUnit> again = parse(file.text(), HIGHEST);
        if (again.isSuccessful()) {
          result = again;
        }
      }
      if (!result.isSuccessful() && file.text().contains("enum")) {
        ParseResult<CompilationUnit> again = withLocalEnums(file.text());
        if (again.isSuccessful()) {
          dropTokens(again.getResult().orElseThrow());
          return new Parsed(again.getResult().orElseThrow(), comments(again), null);
        }
      }
      if (result.isSuccessful() && result.getResult().isPresent()) {
        nameCompact(result.getResult().get(), file.path());
        dropTokens(result.getResult().get());
        return new Parsed(result.getResult().get(), comments(result), null);
      }
      return new Parsed(null, List.of(), failure(file, result.getProblems()));
    } catch (StackOverflowError e) {
      return new Parsed(null, List.of(), tooDeep(file));
    } catch (RuntimeException e) {
      // The parser's own errors must cost one file and no more.
      return new Parsed(
          null,
          List.of(),
          new Reading.Failure(
              file.path(), new Span(1, 1, 1, 1), "the parser failed on this file: " + e));
    }
  }

  /** Positions come from tokens, which are most of a tree's memory; they stay without them. */
  private static void dropTokens(CompilationUnit unit) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      Range range = node.getRange().orElse(null);
      node.setTokenRange(null);
      node.setRange(range);
      if (node instanceof TypeDeclaration<?> type && LocalEnums.declared(type) != type) {
        open.push(LocalEnums.declared(type));
      }
      node.getChildNodes().forEach(open::push);
    }
  }

  /** The class of a compact source file is called as the file is. */
  private static void nameCompact(CompilationUnit unit, String path) {
    for (TypeDeclaration<?> type : unit.getTypes()) {
      if (type instanceof ClassOrInterfaceDeclaration declaration && declaration.isCompact()) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        declaration.getName().setIdentifier(file.replaceFirst("\\.java$", ""));
      }
    }
  }

  private static ParseResult<CompilationUnit> withLocalEnums(String text) {
    List<LocalEnums.Found> enums = LocalEnums.find(text);
    ParseResult<CompilationUnit> result =
        parse(enums.isEmpty() ? text : LocalEnums.without(text, enums), HIGHEST);
    if (!result.isSuccessful()) {
      return result;
    }
    for (LocalEnums.Found found : enums) {
      ParseResult<CompilationUnit> alone = withLocalEnums(LocalEnums.only(text, found));
      if (!alone.isSuccessful()
          || !(alone.getResult().orElseThrow().getType(0) instanceof EnumDeclaration parsed)) {
        return alone;
      }
      LocalEnums.graft(result.getResult().orElseThrow(), found, parsed);
      alone
          .getCommentsCollection()
          .ifPresent(
              inside ->
                  result
                      .getCommentsCollection()
                      .ifPresent(all -> inside.getComments().forEach(all::addComment)));
    }
    return result;
  }

  static Reading.Failure tooDeep(SourceFile file) {
    return new Reading.Failure(
        file.path(),
        new Span(1, 1, 1, 1),
        "the code is nested too deeply to be read; split its deepest expression or statement");
  }

  private static ParseResult<CompilationUnit> parse(String text, int release) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(level(release))
            .setAttributeComments(false)
            .setPreprocessUnicodeEscapes(text.contains("\\u"))
            .setTabSize(1);
    return new JavaParser(configuration).parse(text);
  }

  private static LanguageLevel level(int release) {
    return LanguageLevel.valueOf("JAVA_" + Math.max(8, Math.min(release, HIGHEST)));
  }

  private static List<SourceUnit.Comment> comments(ParseResult<CompilationUnit> result) {
    List<SourceUnit.Comment> comments = new ArrayList<>();
    result
        .getCommentsCollection()
        .ifPresent(
            collection ->
                collection
                    .getComments()
                    .forEach(
                        comment ->
                            comments.add(
                                new SourceUnit.Comment(
                                    comment.getContent(), SyntaxReader.span(comment)))));
    comments.sort(Comparator.comparing(SourceUnit.Comment::span));
    return List.copyOf(comments);
  }

  private static Reading.Failure failure(SourceFile file, List<Problem> problems) {
    Problem first = null;
    Span at = new Span(1, 1, 1, 1);
    for (Problem problem : problems) {
      Span span =
          problem
              .getLocation()
              .flatMap(location -> location.toRange())
              .map(SyntaxReader::span)
              .orElse(null);
      if (first == null || span != null && span.compareTo(at) < 0) {
        first = problem;
        at = span == null ? at : span;
      }
    }
    String message =
        first == null ? "not Java source" : first.getMessage().lines().findFirst().orElse("");
    return new Reading.Failure(file.path(), at, message);
  }
}
