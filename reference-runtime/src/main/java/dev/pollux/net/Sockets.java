package dev.pollux.net;

import java.io.IOException;
import java.nio.channels.Channel;

/** Closes channels where nobody could deal with a failure. */
final class Sockets {

  private Sockets() {}

  /** The descriptor is given back in any case; what the system says beside that goes to the log. */
  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger("dev.pollux.net")
          .log(System.Logger.Level.DEBUG, "a socket did not close cleanly", e);
    }
  }
}
