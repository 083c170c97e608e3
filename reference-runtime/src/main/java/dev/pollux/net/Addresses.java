package dev.pollux.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;

/** Checks addresses before they reach the system. */
final class Addresses {

  private Addresses() {}

  /** Looking a name up blocks, so it is not for a poll to do. */
  static void requireResolved(SocketAddress address) {
    Objects.requireNonNull(address, "address");
    if (!(address instanceof InetSocketAddress internet)) {
      throw new IllegalArgumentException(
          "address: " + address + " is no internet address; use an InetSocketAddress");
    }
    if (internet.isUnresolved()) {
      throw new IllegalArgumentException(
          "address: "
              + address
              + " is not resolved: the name is unknown, or nobody looked it up; make the"
              + " InetSocketAddress inside spawnBlocking, since looking a name up blocks");
    }
  }
}
