/**
 * Sleeping, deadlines and intervals as futures, under any runtime that offers timers.
 *
 * <p>Start with {@link dev.pollux.time.Time}. Imports {@code dev.pollux} alone.
 */
@NullMarked
package dev.pollux.time;

import org.jspecify.annotations.NullMarked;
