package dev.pollux.net;

import java.nio.channels.AsynchronousCloseException;

/** The socket was closed before the operation, or while it waited. Says which it was. */
final class ClosedSocketException extends AsynchronousCloseException {

  private static final long serialVersionUID = 1L;

  private final String message;

  ClosedSocketException(String operation, String socket) {
    this.message =
        operation + ": the " + socket + " was closed; end what uses it before you close it";
  }

  @Override
  public String getMessage() {
    return message;
  }
}
