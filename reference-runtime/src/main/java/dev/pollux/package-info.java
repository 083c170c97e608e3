/** The poll model and its combinators. */
@NullMarked
package dev.pollux;

import org.jspecify.annotations.NullMarked;
