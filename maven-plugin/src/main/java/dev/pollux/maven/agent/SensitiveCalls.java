package dev.pollux.maven.agent;

import java.util.Map;
import java.util.Set;

/**
 * Calls that block, or that begin something, and of which the JVM's own events tell nothing: the
 * rewriter announces them at the place where a project calls them.
 */
final class SensitiveCalls {
  private static final Set<String> ALL = Set.of();

  private static final Map<String, Set<String>> BLOCKING =
      Map.ofEntries(
          Map.entry("java/nio/file/Files", ALL),
          Map.entry("java/net/InetAddress", Set.of("getByName", "getAllByName", "getLocalHost")),
          Map.entry("java/net/ServerSocket", Set.of("accept")),
          Map.entry("java/net/Socket", Set.of("connect")),
          Map.entry("java/net/http/HttpClient", Set.of("send")),
          Map.entry("java/nio/channels/Selector", Set.of("select")),
          Map.entry("java/nio/channels/FileChannel", Set.of("open", "read", "write", "force")),
          Map.entry("java/io/FileInputStream", Set.of("<init>", "read", "readAllBytes")),
          Map.entry("java/io/FileOutputStream", Set.of("<init>", "write")),
          Map.entry("java/io/FileReader", Set.of("<init>")),
          Map.entry("java/io/FileWriter", Set.of("<init>")),
          Map.entry("java/io/RandomAccessFile", Set.of("<init>", "read", "readFully", "write")),
          Map.entry(
              "java/io/File",
              Set.of(
                  "createNewFile",
                  "createTempFile",
                  "delete",
                  "exists",
                  "length",
                  "list",
                  "listFiles",
                  "mkdir",
                  "mkdirs",
                  "renameTo")),
          Map.entry("java/lang/Process", Set.of("waitFor")),
          Map.entry("java/sql/DriverManager", Set.of("getConnection")),
          Map.entry("javax/sql/DataSource", Set.of("getConnection")),
          Map.entry("java/sql/Connection", Set.of("prepareStatement", "commit", "rollback")),
          Map.entry("java/sql/Statement", Set.of("execute", "executeQuery", "executeUpdate")),
          Map.entry(
              "java/sql/PreparedStatement", Set.of("execute", "executeQuery", "executeUpdate")));

  private static final Set<String> SCHEDULE =
      Set.of(
          "execute",
          "submit",
          "invokeAll",
          "invokeAny",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay");

  private static final Map<String, Set<String>> BEGINNING =
      Map.ofEntries(
          Map.entry("java/util/concurrent/Executor", SCHEDULE),
          Map.entry("java/util/concurrent/ExecutorService", SCHEDULE),
          Map.entry("java/util/concurrent/ScheduledExecutorService", SCHEDULE),
          Map.entry("java/util/concurrent/ThreadPoolExecutor", SCHEDULE),
          Map.entry("java/util/concurrent/ScheduledThreadPoolExecutor", SCHEDULE),
          Map.entry("java/util/concurrent/ForkJoinPool", SCHEDULE),
          Map.entry(
              "java/util/concurrent/CompletableFuture",
              Set.of("supplyAsync", "runAsync", "completeOnTimeout", "orTimeout")),
          Map.entry("java/util/Timer", SCHEDULE),
          Map.entry("java/net/http/HttpClient", Set.of("sendAsync")),
          Map.entry("java/lang/ProcessBuilder", Set.of("start")),
          Map.entry("java/lang/Runtime", Set.of("exec")),
          Map.entry("java/lang/Thread", Set.of("start", "startVirtualThread")));

  private SensitiveCalls() {}

  static boolean blocks(String owner, String name) {
    return has(BLOCKING, owner, name);
  }

  static boolean begins(String owner, String name) {
    return has(BEGINNING, owner, name);
  }

  private static boolean has(Map<String, Set<String>> calls, String owner, String name) {
    Set<String> names = calls.get(owner);
    return names != null && (names.isEmpty() || names.contains(name));
  }
}
