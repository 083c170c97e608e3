package dev.pollux.testing;

import java.util.List;

/** The wording of law 1: what blocked, and what to do instead. */
enum Blocking {
  SLEEP("poll a Time.sleep(duration) instead"),
  FILE("do it in Tasks.spawnBlocking(() -> ...) and poll the handle"),
  SOCKET("use TcpStream of dev.pollux.net, or do it in Tasks.spawnBlocking"),
  WAIT("poll a Oneshot or Mpsc receiver instead, or wait in Tasks.spawnBlocking"),
  LOCK("hold the lock for a few instructions only, never across a poll or I/O"),
  OTHER("do it in Tasks.spawnBlocking(() -> ...) and poll the handle");

  private final String help;

  Blocking(String help) {
    this.help = help;
  }

  Violation violation(String call, String future, List<String> where, List<String> notes) {
    return new Violation(
        Law.NEVER_BLOCK, "`" + call + "` blocks inside `poll`", future, where, notes, help);
  }

  static Violation call(String call, String future, List<String> where) {
    boolean file = call.startsWith("File") || call.startsWith("RandomAccessFile");
    boolean socket =
        call.startsWith("Socket") || call.startsWith("ServerSocket") || call.startsWith("Selector");
    return (file ? FILE : socket ? SOCKET : OTHER).violation(call, future, where, List.of());
  }
}
