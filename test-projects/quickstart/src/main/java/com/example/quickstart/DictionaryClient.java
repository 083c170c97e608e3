package com.example.quickstart;

import dev.pollux.Future;
import dev.pollux.net.TcpStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * One connection to a dictionary. Each method describes a request; it is sent when the future is
 * polled.
 */
final class DictionaryClient implements AutoCloseable {
  private final Lines lines;

  private DictionaryClient(Lines lines) {
    this.lines = lines;
  }

  static Future<DictionaryClient> connect(SocketAddress server) {
    return TcpStream.connect(server).map(stream -> new DictionaryClient(new Lines(stream)));
  }

  Future<Void> put(String word, String meaning) {
    return request("PUT " + word + " " + meaning)
        .map(
            answer -> {
              expect("OK", answer);
              return null;
            });
  }

  Future<Optional<String>> get(String word) {
    return request("GET " + word)
        .map(
            answer -> {
              if (answer.equals("NONE")) {
                return Optional.empty();
              }
              expect("FOUND ", answer);
              return Optional.of(answer.substring("FOUND ".length()));
            });
  }

  /** Takes leave; the server's last word, or empty if it left without one. */
  Future<Optional<String>> quit() {
    return lines.send("QUIT").then(sent -> lines.next());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Future<String> request(String line) {
    return lines
        .send(line)
        .then(sent -> lines.next())
        .map(answer -> answer.orElseThrow(() -> new EOFException("the server left: " + line)));
  }

  private static void expect(String start, String answer) throws ProtocolException {
    if (!answer.startsWith(start)) {
      throw new ProtocolException("expected " + start.strip() + ", the server said: " + answer);
    }
  }
}
