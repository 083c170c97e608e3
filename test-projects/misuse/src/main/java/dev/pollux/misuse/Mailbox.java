package dev.pollux.misuse;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.Waker;

/**
 * A letter box for one letter. {@link #letter} keeps the first waker it saw, {@link #mendedLetter}
 * the newest.
 */
final class Mailbox {
  private final Object lock = new Object();
  private String letter;
  private Waker reader;

  /** Whether the letter was the first. */
  boolean put(String text) {
    Waker toWake;
    boolean first;
    synchronized (lock) {
      first = letter == null;
      letter = text;
      toWake = reader;
      reader = null;
    }
    if (toWake != null) {
      toWake.wake();
    }
    return first;
  }

  /**
   * Law 2: who is polled again, or moves to another task, gets a new waker; the old one wakes
   * nobody.
   */
  Future<String> letter() {
    return new Letter();
  }

  /** The mended twin. */
  Future<String> mendedLetter() {
    return new MendedLetter();
  }

  private final class Letter implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      synchronized (lock) {
        if (letter != null) {
          return Poll.ready(letter);
        }
        if (reader == null) {
          reader = cx.waker(); // expect: StaleWaker
        }
        return Poll.pending();
      }
    }
  }

  private final class MendedLetter implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      synchronized (lock) {
        if (letter != null) {
          return Poll.ready(letter);
        }
        reader = cx.waker();
        return Poll.pending();
      }
    }
  }
}
