package dev.pollux.runtime.reactor;

import java.io.IOException;

/** A future waits for a channel in a runtime that is closed: nobody would tell it. */
public final class ClosedRuntimeException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public ClosedRuntimeException() {
    super(
        "the runtime that polls is closed, so no I/O can be waited for; poll in a runtime that is"
            + " open");
  }
}
