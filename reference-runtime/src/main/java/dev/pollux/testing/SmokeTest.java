package dev.pollux.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a smoke test: a static method without arguments that builds and returns a {@link
 * dev.pollux.Future}.
 *
 * <p>{@code mvn pollux:smoke} calls the method anew for each run, polls the future it returns on a
 * current-thread runtime and on one with two workers, and tests the laws of poll on it and on every
 * task it spawns. The test passes if the future ends without a throw and no law was broken. The
 * method itself runs on a thread that is no worker; the class and the method may have any
 * visibility.
 *
 * <pre>{@code
 * @SmokeTest
 * static Future<?> aMessageArrives() {
 *   Oneshot.Channel<String> channel = Oneshot.channel();
 *   return Futures.join(send(channel.sender()), channel.receiver(), (sent, got) -> got);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SmokeTest {
  /** The longest time one run may take, in seconds; 0 stands for what the build says (60). */
  int timeLimitSeconds() default 0;
}
