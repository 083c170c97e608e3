/**
 * Channels between tasks, under any executor: {@link dev.pollux.sync.Oneshot} for one value, {@link
 * dev.pollux.sync.Mpsc} for many.
 *
 * <p>Imports {@code dev.pollux} alone.
 */
@NullMarked
package dev.pollux.sync;

import org.jspecify.annotations.NullMarked;
