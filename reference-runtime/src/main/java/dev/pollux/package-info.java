/**
 * The poll model and its combinators: what a lazy future is, and how futures are put together.
 *
 * <p>Start with {@link dev.pollux.Future}. Nothing here knows a thread, a clock or a socket: a
 * future of this package runs under any executor that keeps the contract of {@link
 * dev.pollux.Future#poll}. The package imports nothing else of Pollux.
 */
@NullMarked
package dev.pollux;

import org.jspecify.annotations.NullMarked;
