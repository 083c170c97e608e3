package dev.pollux.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Moves bytes between a channel and a buffer of either kind. */
final class Transfer {

  private Transfer() {}

  /** How many of {@code remaining} bytes one call moves at most. */
  static int atOnce(ByteBuffer buffer, int remaining) {
    return buffer.isDirect() ? remaining : Math.min(remaining, Scratch.SIZE);
  }

  /** As the channel's read; from a heap buffer at most {@link Scratch#SIZE} bytes at once. */
  static int read(SocketChannel channel, ByteBuffer target) throws IOException {
    if (target.isDirect()) {
      return channel.read(target);
    }
    ByteBuffer scratch = Scratch.acquire();
    try {
      scratch.limit(Math.min(target.remaining(), Scratch.SIZE));
      int count = channel.read(scratch);
      target.put(scratch.flip());
      return count;
    } finally {
      Scratch.release(scratch);
    }
  }

  /** As the channel's write; from a heap buffer at most {@link Scratch#SIZE} bytes at once. */
  static int write(SocketChannel channel, ByteBuffer source) throws IOException {
    if (source.isDirect()) {
      return channel.write(source);
    }
    ByteBuffer scratch = Scratch.acquire();
    try {
      int start = source.position();
      int length = Math.min(source.remaining(), Scratch.SIZE);
      scratch.put(source.slice(start, length)).flip();
      int count = channel.write(scratch);
      source.position(start + count);
      return count;
    } finally {
      Scratch.release(scratch);
    }
  }
}
