/**
 * What tasks share, under any executor: {@link dev.pollux.sync.Oneshot} carries one value and
 * {@link dev.pollux.sync.Mpsc} many; {@link dev.pollux.sync.Semaphore}, {@link
 * dev.pollux.sync.Mutex} and {@link dev.pollux.sync.Notify} make tasks wait for one another.
 *
 * <p>None of them blocks a thread, and any thread may use the halves that send, release or notify.
 * Imports {@code dev.pollux} alone.
 */
@NullMarked
package dev.pollux.sync;

import org.jspecify.annotations.NullMarked;
