package dev.pollux.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Has the JVM itself record, with their stacks and however short, what blocks and what begins.
 * Loaded only where the module {@code jdk.jfr} is.
 */
final class FlightWatch {
  private static final List<String> EVENTS =
      List.of(
          "jdk.ThreadSleep",
          "jdk.ThreadPark",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.ProcessStart",
          "jdk.ThreadStart",
          "jdk.VirtualThreadStart",
          "jdk.VirtualThreadPinned");

  private final Recording recording;

  private FlightWatch(Recording recording) {
    this.recording = recording;
  }

  /**
   * Begins to record.
   *
   * @throws IllegalStateException if this JVM cannot
   */
  static FlightWatch start() {
    Set<String> known =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .map(EventType::getName)
            .collect(Collectors.toSet());
    Recording recording = new Recording();
    recording.setName("pollux-contract");
    for (String event : EVENTS) {
      if (known.contains(event)) {
        recording.enable(event).withoutThreshold().withStackTrace();
      }
    }
    recording.start();
    return new FlightWatch(recording);
  }

  /** Ends the recording and reports what it shows. */
  void finish(CheckSession session) throws IOException {
    Path file = Files.createTempFile("pollux-contract", ".jfr");
    try (recording) {
      recording.stop();
      recording.dump(file);
      try (RecordingFile events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          if (event.getStackTrace() != null) {
            new FlightEvent(event).judge(session);
          }
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Stops without looking. */
  void abandon() {
    recording.close();
  }
}
