/**
 * Control flow, path-sensitive data flow and method summaries, over the words of {@link
 * dev.pollux.lint.code}.
 *
 * <p>A {@link Cfg} is the graph of one body: a method, a constructor, an initialiser or a lambda. A
 */
@NullMarked
package dev.pollux.lint.flow;

import org.jspecify.annotations.NullMarked;
