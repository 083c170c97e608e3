/**
 * Where sleeping futures wait: a hierarchical timer wheel, and the service by which a leaf finds
 * one. Not exported: runtimes drive it, the futures of {@code dev.pollux.time} are filed in it.
 *
 * <p>Start with {@link dev.pollux.time.wheel.Timers}. Imports {@code dev.pollux} alone.
 */
@NullMarked
package dev.pollux.time.wheel;

import org.jspecify.annotations.NullMarked;
