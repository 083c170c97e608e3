/**
 * Testing futures: driving one by hand, checking the laws of poll on a running one, and marking
 * smoke tests. Nothing else of Pollux imports this package.
 */
@NullMarked
package dev.pollux.testing;

import org.jspecify.annotations.NullMarked;
