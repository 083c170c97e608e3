package dev.pollux.sync;

/**
 * The other half of a channel is closed, so that what was asked for cannot happen any more: a
 * message has nobody to receive it, or a value nobody to send it.
 */
public final class ChannelClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChannelClosedException(String message) {
    super(message);
  }
}
