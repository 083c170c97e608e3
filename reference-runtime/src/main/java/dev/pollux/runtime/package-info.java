/**
 * Executors: they poll futures until these are done.
 *
 * <p>{@link dev.pollux.runtime.AsyncRuntime} is the way in. {@code blockOn} runs one future on the
 * calling thread, {@code spawn} makes a task that runs beside it, {@code spawnBlocking} takes work
 * that may block to threads of its own.
 *
 * <pre>{@code
 * try (AsyncRuntime runtime = AsyncRuntime.create()) {
 *   JoinHandle<Integer> answer = runtime.spawn(cx -> Poll.ready(42));
 *   System.out.println(runtime.blockOn(answer));
 * }
 * }</pre>
 */
@NullMarked
package dev.pollux.runtime;

import org.jspecify.annotations.NullMarked;
