package dev.pollux.lint.source;

import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binary names of a file's local and anonymous classes, numbered within the class around them in
 * source order, whatever the order in which bodies are lowered.
 */
final class LocalNames {
  private record Found(Node node, @Nullable Node enclosing) {}

  private LocalNames() {}

  static Map<Node, String> of(CompilationUnit unit, String packageName) {
    List<Found> classes = new ArrayList<>();
    Deque<Found> open = new ArrayDeque<>();
    open.push(new Found(unit, null));
    while (!open.isEmpty()) {
      Found popped = open.pop();
      Found next =
          popped.node() instanceof TypeDeclaration<?> type
              ? new Found(LocalEnums.declared(type), popped.enclosing())
              : popped;
      Node enclosing = next.enclosing();
      if (isClass(next.node())) {
        classes.add(next);
        enclosing = next.node();
      }
      for (Node child : next.node().getChildNodes()) {
        // The arguments of `new T(..) { }` stand outside of its body.
        boolean inBody =
            !(next.node() instanceof ObjectCreationExpr creation)
                || enclosing != creation
                || creation.getAnonymousClassBody().orElseThrow().stream()
                    .anyMatch(m -> m == child);
        open.push(new Found(child, inBody ? enclosing : next.enclosing()));
      }
    }
    classes.sort(
        Comparator.comparing(
            found -> found.node().getRange().map(r -> r.begin).orElse(Position.HOME)));
    return name(classes, packageName.isEmpty() ? "" : packageName + ".");
  }

  private static Map<Node, String> name(List<Found> classes, String prefix) {
    Map<Node, String> names = new IdentityHashMap<>();
    Map<String, Integer> counters = new HashMap<>();
    for (Found found : classes) {
      String outer = found.enclosing() == null ? null : names.get(found.enclosing());
      String simple = found.node() instanceof TypeDeclaration<?> t ? t.getNameAsString() : "";
      if (outer == null) {
        names.put(found.node(), prefix + simple);
      } else if (!simple.isEmpty() && isMember(found.node())) {
        names.put(found.node(), outer + "$" + simple);
      } else {
        int number = counters.merge(outer + "$" + simple, 1, Integer::sum);
        names.put(found.node(), outer + "$" + number + simple);
      }
    }
    return names;
  }

  private static boolean isMember(Node type) {
    Node parent = type.getParentNode().orElse(null);
    return parent instanceof TypeDeclaration
        || parent instanceof EnumConstantDeclaration
        || parent instanceof ObjectCreationExpr;
  }

  private static boolean isClass(Node node) {
    return node instanceof TypeDeclaration
        || node instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isPresent()
        || node instanceof EnumConstantDeclaration constant && !constant.getClassBody().isEmpty();
  }
}
