/** The facade of the linter. */
@NullMarked
package dev.pollux.lint;

import org.jspecify.annotations.NullMarked;
