/** The rules' pages, in a terminal. */
@NullMarked
package dev.pollux.maven.explain;

import org.jspecify.annotations.NullMarked;
