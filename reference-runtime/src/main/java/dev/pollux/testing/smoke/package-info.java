/**
 * The program that a build runs in a JVM of its own: it runs smoke tests and appends what it found
 * to a file. Not exported.
 */
@NullMarked
package dev.pollux.testing.smoke;

import org.jspecify.annotations.NullMarked;
