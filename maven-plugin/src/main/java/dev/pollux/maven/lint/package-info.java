/**
 * From a goal's parameters to a request the linter understands, and from its report to lines of a
 * build's log.
 */
@NullMarked
package dev.pollux.maven.lint;

import org.jspecify.annotations.NullMarked;
