package dev.pollux.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * One recorded event: whether it happened in a poll or in a future's construction, and if it may.
 */
final class FlightEvent {
  private static final String POLL = "Ldev/pollux/Context;)Ldev/pollux/Poll;";
  private static final int LONGEST = 12;

  /** A lock that others hold for a few instructions is no wait; the event's own duration tells. */
  private static final Duration SHORT_HOLD = Duration.ofMillis(10);

  private final RecordedEvent event;
  private final String type;
  private final List<RecordedFrame> frames;

  FlightEvent(RecordedEvent event) {
    this.event = event;
    this.type = event.getEventType().getName();
    this.frames = underCheck(event.getStackTrace());
  }

  /** The frames above the checker's call, the innermost first; none if the checker did not call. */
  private static List<RecordedFrame> underCheck(RecordedStackTrace stack) {
    List<RecordedFrame> frames =
        stack.getFrames().stream().filter(RecordedFrame::isJavaFrame).toList();
    List<RecordedFrame> above =
        frames.stream()
            .takeWhile(f -> !Frames.isCheckersCall(owner(f), f.getMethod().getName()))
            .toList();
    return above.size() < frames.size() || stack.isTruncated() ? above : List.of();
  }

  void judge(CheckSession session) {
    int poll = first(frame -> frame.getMethod().getDescriptor().endsWith(POLL));
    int construction = first(poll < 0 ? this::builds : FlightEvent::constructs);
    boolean begins =
        type.equals("jdk.ThreadStart")
            || type.equals("jdk.VirtualThreadStart")
            || type.equals("jdk.ProcessStart");
    if (construction >= 0 && (poll < 0 || construction < poll)) {
      if (!isHarmless(construction + 1)) {
        List<String> where = where(frames.size());
        session.report(Construction.eager(call(construction + 1), where));
      }
      if (begins || poll < 0) {
        return;
      }
    }
    if (poll >= 0 && !begins && !isHarmless(poll + 1)) {
      String owner = owner(frames.get(poll));
      boolean lambda = frames.get(poll).getMethod().getName().startsWith("lambda$");
      String future = lambda ? "a lambda of " + owner : Frames.name(owner);
      List<String> notes = new ArrayList<>();
      if (hasField("path") && event.getString("path") != null) {
        notes.add("the file is " + event.getString("path"));
      }
      session.report(kind().violation(call(poll + 1), future, where(poll + 1), notes));
    }
  }

  private int first(Predicate<RecordedFrame> test) {
    for (int i = 0; i < frames.size(); i++) {
      if (test.test(frames.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String owner(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static boolean constructs(RecordedFrame frame) {
    String owner = owner(frame);
    return frame.getMethod().getName().equals("<init>")
        && Frames.isProject(owner)
        && ClassNames.isFuture(owner);
  }

  /** A constructor of a future of the project, or a factory of one; see {@link Construction}. */
  private boolean builds(RecordedFrame frame) {
    String owner = owner(frame);
    String method = frame.getMethod().getName();
    String descriptor = frame.getMethod().getDescriptor();
    String returned = descriptor.substring(descriptor.indexOf(')') + 1);
    return constructs(frame)
        || (Frames.isProject(owner)
            && !method.startsWith("lambda$")
            && returned.startsWith("L")
            && !returned.equals("Ldev/pollux/runtime/JoinHandle;")
            && ClassNames.isFuture(returned.substring(1, returned.length() - 1).replace('/', '.'))
            && !ClassNames.isTest(owner, method));
  }

  /**
   * What is no fault of the future: loading classes, the runtime's own affairs, output to the
   * console or a log, and a lock that was free again at once.
   *
   * @param above how many of the innermost frames to look at
   */
  private boolean isHarmless(int above) {
    List<RecordedFrame> inner = frames.subList(0, above);
    for (RecordedFrame frame : inner) {
      String owner = owner(frame);
      if (ClassNames.loadsClasses(owner, frame.getMethod().getName())
          || ClassNames.logs(owner)
          || Frames.isChecker(owner)) {
        return true;
      }
    }
    int caller = caller(above);
    if (caller >= 0 && Frames.isOurs(owner(frames.get(caller)))) {
      return true;
    }
    if (type.equals("jdk.FileWrite") && event.getString("path") == null) {
      return true; // standard output and error have no path
    }
    if (type.startsWith("jdk.Socket") && has(inner, "sun.nio.ch.SocketChannelImpl")) {
      return true; // whether the channel was in blocking mode, the event does not say
    }
    return kind() == Blocking.LOCK && event.getDuration().compareTo(SHORT_HOLD) < 0;
  }

  /** The innermost frame that is not the JDK's. */
  private int caller(int above) {
    for (int i = 0; i < above; i++) {
      if (!Frames.isJdk(owner(frames.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean has(List<RecordedFrame> frames, String owner) {
    return frames.stream().anyMatch(frame -> owner(frame).equals(owner));
  }

  private Blocking kind() {
    return switch (type) {
      case "jdk.ThreadSleep" -> Blocking.SLEEP;
      case "jdk.FileRead", "jdk.FileWrite", "jdk.FileForce" -> Blocking.FILE;
      case "jdk.SocketRead", "jdk.SocketWrite" -> Blocking.SOCKET;
      case "jdk.JavaMonitorEnter" -> Blocking.LOCK;
      case "jdk.ThreadPark" -> isLock() ? Blocking.LOCK : Blocking.WAIT;
      case "jdk.JavaMonitorWait" -> Blocking.WAIT;
      default -> Blocking.OTHER;
    };
  }

  private boolean isLock() {
    return frames.stream()
        .takeWhile(frame -> Frames.isJdk(owner(frame)))
        .anyMatch(
            frame ->
                owner(frame).startsWith("java.util.concurrent.locks.Reentrant")
                    || owner(frame).equals("java.util.concurrent.locks.StampedLock"));
  }

  /** What the project called: {@code Thread.sleep}, {@code Files.readString}. */
  private String call(int above) {
    int caller = caller(above);
    if (caller <= 0) {
      return eventsCall(); // later JDKs leave their own innermost frames out
    }
    RecordedFrame called = frames.get(caller - 1);
    String owner = owner(called);
    String method = called.getMethod().getName();
    String simple = owner.substring(owner.lastIndexOf('.') + 1);
    return method.equals("<init>") ? "new " + simple : simple + "." + method;
  }

  private String eventsCall() {
    return switch (type) {
      case "jdk.ThreadSleep" -> "Thread.sleep";
      case "jdk.ThreadPark" -> "LockSupport.park";
      case "jdk.JavaMonitorEnter" -> "synchronized";
      case "jdk.JavaMonitorWait" -> "Object.wait";
      case "jdk.FileRead" -> "a read of a file";
      case "jdk.FileWrite", "jdk.FileForce" -> "a write to a file";
      case "jdk.SocketRead" -> "a read from a socket";
      case "jdk.SocketWrite" -> "a write to a socket";
      case "jdk.ThreadStart", "jdk.VirtualThreadStart" -> "Thread.start";
      case "jdk.ProcessStart" -> "ProcessBuilder.start";
      default -> type;
    };
  }

  private List<String> where(int above) {
    return frames.subList(0, above).stream()
        .filter(frame -> Frames.isProject(owner(frame)) && !owner(frame).contains("$$Lambda"))
        .limit(LONGEST)
        .map(FlightEvent::text)
        .toList();
  }

  private static String text(RecordedFrame frame) {
    String owner = owner(frame);
    return Frames.text(
        new StackTraceElement(
            owner, frame.getMethod().getName(), ClassNames.file(owner), frame.getLineNumber()));
  }

  private boolean hasField(String name) {
    return event.hasField(name);
  }
}
