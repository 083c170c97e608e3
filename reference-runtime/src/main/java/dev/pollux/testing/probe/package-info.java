/**
 * What instrumented code calls: the smoke tests' agent writes these calls into a project's classes.
 * Not exported; the agent works on the class path.
 */
@NullMarked
package dev.pollux.testing.probe;

import org.jspecify.annotations.NullMarked;
