package dev.pollux.lint.flow;

import org.jspecify.annotations.Nullable;

/** One place in the source: a tree that is equal to itself alone. */
public final class Site {
  private final Object tree;

  public Site(Object tree) {
    this.tree = tree;
  }

  public Object tree() {
    return tree;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Site site && site.tree == tree;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(tree);
  }

  @Override
  public String toString() {
    return tree.toString();
  }
}
