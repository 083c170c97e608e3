/**
 * Control flow, path-sensitive data flow and method summaries, over the words of {@link
 * dev.pollux.lint.code}.
 *
 * <p>A {@link Cfg} is the graph of one body: a method, a constructor, an initialiser or a lambda. A
 * {@link PathWalk} carries a rule's {@link Automaton} along its paths, with what is known of values
 * there, so that paths that contradict themselves are not walked. {@link CallGraph} says who is
 * called. {@link Flow} holds what the rules of one run share: the ways in which polls end ({@link
 * PollPaths}) and the calls that block ({@link BlockingCalls}).
 */
@NullMarked
package dev.pollux.lint.flow;

import org.jspecify.annotations.NullMarked;
