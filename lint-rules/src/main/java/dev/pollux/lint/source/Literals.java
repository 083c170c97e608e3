package dev.pollux.lint.source;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.TypeRef;
import java.util.Locale;

/** Literals with their values; a number that is out of range counts as zero. */
final class Literals {
  private static final TypeRef LONG = new TypeRef.Primitive("long");

  private Literals() {}

  static Expr.Literal lower(LiteralExpr node) {
    Span span = SyntaxReader.span(node);
    try {
      return lower(node, span);
    } catch (RuntimeException e) {
      // The parser accepts escapes and numbers that are none.
      return node instanceof CharLiteralExpr
          ? new Expr.Literal('\0', new TypeRef.Primitive("char"), span)
          : node instanceof StringLiteralExpr || node instanceof TextBlockLiteralExpr
              ? new Expr.Literal("", TypeRef.STRING, span)
              : node instanceof LongLiteralExpr
                  ? new Expr.Literal(0L, LONG, span)
                  : new Expr.Literal(0, TypeRef.INT, span);
    }
  }

  private static Expr.Literal lower(LiteralExpr node, Span span) {
    if (node instanceof TextBlockLiteralExpr block) {
      return new Expr.Literal(block.asString(), TypeRef.STRING, span);
    }
    if (node instanceof StringLiteralExpr string) {
      return new Expr.Literal(string.asString(), TypeRef.STRING, span);
    }
    if (node instanceof BooleanLiteralExpr bool) {
      return new Expr.Literal(bool.getValue(), TypeRef.BOOLEAN, span);
    }
    if (node instanceof CharLiteralExpr character) {
      return new Expr.Literal(character.asChar(), new TypeRef.Primitive("char"), span);
    }
    if (node instanceof IntegerLiteralExpr integer) {
      return new Expr.Literal(integer.asNumber().intValue(), TypeRef.INT, span);
    }
    if (node instanceof LongLiteralExpr number) {
      return new Expr.Literal(number.asNumber().longValue(), LONG, span);
    }
    if (node instanceof DoubleLiteralExpr number) {
      return number.getValue().toLowerCase(Locale.ROOT).endsWith("f")
              && !number.getValue().toLowerCase(Locale.ROOT).startsWith("0x")
          ? new Expr.Literal((float) number.asDouble(), new TypeRef.Primitive("float"), span)
          : new Expr.Literal(number.asDouble(), new TypeRef.Primitive("double"), span);
    }
    return new Expr.Literal(null, TypeRef.NULL, span);
  }
}
