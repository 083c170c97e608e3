package dev.pollux.lint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.AsyncModel.PollMethod;
import dev.pollux.lint.code.Blocking;
import dev.pollux.lint.code.Expr;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.Types;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in models, and one of another library, say of real code. */
class AsyncModelTest {
  private static final String ACME =
      """
      model: acme
      futures:
        - {type: com.acme.Deferred, poll: "tryTake(com.acme.Hook)", waker: arg0, pending: "null"}
      wakers:
        - {type: com.acme.Hook, wake: "fire()", willWake: "same(com.acme.Hook)"}
      consume: ["com.acme.Loop#drive(*)"]
      offload: ["com.acme.Loop#offload(*)"]
      blocking: ["com.acme.Net#readFully(*)", "!com.acme.Net#readFully(int)"]
      """;

  private static final String ACME_TYPES =
      "package com.acme; public interface Deferred<T> { T tryTake(Hook h); }"
          + " interface Hook { void fire(); boolean same(Hook o); }"
          + " class Loop { static <T> T drive(Deferred<T> d) { return null; } void offload(Runnable r) {} }"
          + " class Net { void readFully(byte[] b) {} void readFully(int n) {} }";

  private static AsyncModel model(Snippet code) {
    return code.reading().program().model();
  }

  private static AsyncModel acme(Snippet code) {
    Types types = code.reading().program().types();
    return AsyncModel.builtIn().with("acme.yaml", ACME).in(types);
  }

  private static Snippet pollux(String members) {
    return Snippet.of(
        "import dev.pollux.*; import dev.pollux.runtime.*; import dev.pollux.sync.*; class A { "
            + members
            + " }");
  }

  private static Blocking blockingIn(String statement, String call) {
    Snippet code =
        Snippet.ofBody(
            "java.io.InputStream in = null; java.util.concurrent.locks.Lock lock = null;"
                + " BlockingQueue<String> queue = null; CompletableFuture<String> cf = null;"
                + " Semaphore permits = null;",
            statement);
    return model(code).blocking(code.callTo(call));
  }

  @Test
  void subtypeOfFuture_isALazyFuture() {
    Snippet code =
        pollux("abstract static class F implements Future<String> {} void f(F x) { x.cancel(); }");
    assertTrue(model(code).isLazy(code.callTo("cancel").receiver().type()));
  }

  @Test
  void joinHandle_isAFutureThatIsNotLazy() {
    Snippet code = pollux("void f(JoinHandle<String> x) { x.abort(); }");
    assertTrue(model(code).isFuture(code.callTo("abort").receiver().type()));
    assertFalse(model(code).isLazy(code.callTo("abort").receiver().type()));
  }

  @Test
  void overrideOfPoll_isAPollMethod() {
    Snippet code =
        pollux(
            "static class F implements Future<String> { public Poll<String> poll(Context c) { return null; } }");
    assertEquals(new PollMethod(0, true), model(code).pollMethod(code.method("poll")));
  }

  @Test
  void methodThatTakesContextAndGivesPoll_isAPollMethod() {
    Snippet code = pollux("Poll<String> step(int n, Context c) { return null; }");
    assertEquals(new PollMethod(1, true), model(code).pollMethod(code.method("step")));
  }

  @Test
  void otherMethod_isNoPollMethod() {
    Snippet code = pollux("String step(Context c) { return null; }");
    assertNull(model(code).pollMethod(code.method("step")));
  }

  @Test
  void lambdaForPollFn_isAPollMethod() {
    Snippet code = pollux("Object o = Futures.pollFn(cx -> Poll.pending());");
    assertNotNull(model(code).pollMethod(code.last(Expr.Lambda.class, l -> true)));
  }

  @Test
  void callOfPoll_polls() {
    Snippet code = pollux("void f(Future<String> x, Context c) throws Exception { x.poll(c); }");
    assertNotNull(model(code).pollCall(code.callTo("poll")));
  }

  @Test
  void pendingAndReady_areLiterals() {
    Snippet code = pollux("Object o = Poll.pending(); Object p = Poll.ready(1);");
    assertEquals(true, model(code).pendingLiteral(code.callTo("pending")));
    assertEquals(false, model(code).pendingLiteral(code.callTo("ready")));
  }

  @Test
  void newReady_isALiteral() {
    Snippet code = pollux("Object o = new Poll.Ready<>(1);");
    assertEquals(false, model(code).pendingLiteral(code.last(Expr.New.class, n -> true)));
  }

  @Test
  void questionsToAResult_areKnown() {
    Snippet code = pollux("void f(Poll<String> p) { p.isPending(); p.isReady(); p.get(); }");
    assertEquals(true, model(code).asksPending(code.callTo("isPending")));
    assertEquals(false, model(code).asksPending(code.callTo("isReady")));
    assertTrue(model(code).isReadyValue(code.callTo("get")));
  }

  @Test
  void wakerCalls_areKnown() {
    Snippet code =
        pollux(
            "void f(Context c, Waker w, AtomicWaker a) { c.waker(); w.wake(); w.willWake(w);"
                + " a.register(w); c.proceed(); }");
    assertTrue(model(code).givesWaker(code.callTo("waker")));
    assertTrue(model(code).isWake(code.callTo("wake")));
    assertTrue(model(code).isWillWake(code.callTo("willWake")));
    assertTrue(model(code).registersWaker(code.callTo("register")));
    assertTrue(model(code).isBudget(code.callTo("proceed")));
  }

  @Test
  void wakeOfAtomicWaker_wakesWhoIsRegistered() {
    Snippet code = pollux("void f(AtomicWaker a) { a.wake(); }");
    assertTrue(model(code).wakesRegistered(code.callTo("wake")));
    assertFalse(model(code).isWake(code.callTo("wake")));
  }

  @Test
  void spawnBlocking_offloads() {
    Snippet code = pollux("void f() { Tasks.spawnBlocking(() -> 1); }");
    assertTrue(model(code).offloads(code.callTo("spawnBlocking")));
    assertTrue(model(code).spawns(code.callTo("spawnBlocking")));
  }

  @Test
  void blockOn_isABlockingBridge() {
    Snippet code = pollux("void f(AsyncRuntime r, Future<String> x) { r.blockOn(x); }");
    assertEquals("bridge", model(code).blocking(code.callTo("blockOn")).group());
    assertTrue(model(code).consumes(code.callTo("blockOn")));
  }

  @Test
  void sleep_blocks() {
    assertEquals("sleep", blockingIn("Thread.sleep(1);", "sleep").group());
  }

  @Test
  void take_blocksAndPollDoesNot() {
    assertEquals("wait", blockingIn("queue.take();", "take").group());
    assertNull(blockingIn("queue.poll();", "poll"));
    assertEquals("wait", blockingIn("queue.poll(1, null);", "poll").group());
  }

  @Test
  void takeOfASubtype_blocks() {
    assertNotNull(blockingIn("new LinkedBlockingQueue<String>().take();", "take"));
  }

  @Test
  void joinOfCompletableFuture_blocksAndGetNowDoesNot() {
    assertEquals("future", blockingIn("cf.join();", "join").group());
    assertNull(blockingIn("cf.getNow(\"\");", "getNow"));
  }

  @Test
  void lock_isAWarningAndTryLockIsNothing() {
    assertEquals("warning", blockingIn("lock.lock();", "lock").weight());
    assertNull(blockingIn("lock.tryLock();", "tryLock"));
    assertEquals("lock", blockingIn("lock.tryLock(1, null);", "tryLock").group());
  }

  @Test
  void acquire_blocksAndTryAcquireDoesNot() {
    assertEquals("semaphore", blockingIn("permits.acquire();", "acquire").group());
    assertNull(blockingIn("permits.tryAcquire();", "tryAcquire"));
    assertNull(blockingIn("permits.tryAcquire(3);", "tryAcquire"));
    assertNotNull(blockingIn("permits.tryAcquire(1, TimeUnit.SECONDS);", "tryAcquire"));
  }

  @Test
  void readOfAnyStream_blocks() {
    assertEquals("stream", blockingIn("in.read();", "read").group());
  }

  @Test
  void readOfAStreamInMemory_doesNotBlock() {
    assertNull(blockingIn("new java.io.ByteArrayInputStream(null).read();", "read"));
  }

  @Test
  void readStringOfFiles_blocksAndSizeIsAWarning() {
    assertEquals(
        "error", blockingIn("java.nio.file.Files.readString(null);", "readString").weight());
    assertEquals("warning", blockingIn("java.nio.file.Files.size(null);", "size").weight());
  }

  @Test
  void constructorOfSocketWithAddress_blocksAndEmptyOneDoesNot() {
    Snippet connected = Snippet.ofBody("Object o = new java.net.Socket(\"h\", 1);");
    Snippet open = Snippet.ofBody("Object o = new java.net.Socket();");
    assertEquals(
        "network", model(connected).blocking(connected.last(Expr.New.class, n -> true)).group());
    assertNull(model(open).blocking(open.last(Expr.New.class, n -> true)));
  }

  @Test
  void methodReferenceToSleep_blocks() {
    Snippet code = Snippet.ofBody("Executor e = null; List.of(1L).forEach(Thread::onSpinWait2);");
    assertNull(model(code).blocking(code.last(Expr.MethodReference.class, r -> true)));
    Snippet sleeps = Snippet.ofBody("Callable<String> c = new CompletableFuture<String>()::join;");
    assertNotNull(model(sleeps).blocking(sleeps.last(Expr.MethodReference.class, r -> true)));
  }

  @Test
  void executors_offload() {
    Snippet code =
        Snippet.ofBody(
            "ExecutorService e = null; e.submit(() -> 1); CompletableFuture.supplyAsync(() -> 1)"
                + ".thenApplyAsync(x -> x).thenApply(x -> x); Object t = new Thread(() -> {});");
    assertTrue(model(code).offloads(code.callTo("submit")));
    assertTrue(model(code).offloads(code.callTo("supplyAsync")));
    assertTrue(model(code).offloads(code.callTo("thenApplyAsync")));
    assertFalse(model(code).offloads(code.callTo("thenApply")));
    assertTrue(model(code).runsLater(code.callTo("thenApply")));
    assertTrue(model(code).offloads(code.last(Expr.New.class, n -> true)));
  }

  @Test
  void otherLibrary_isPolledByItsOwnWords() {
    Snippet code =
        Snippet.of(
            ACME_TYPES,
            "package com.acme; class B implements Deferred<String> {"
                + " public String tryTake(Hook h) { h.fire(); h.same(h); return null; } }");
    assertEquals(new PollMethod(0, false), acme(code).pollMethod(code.method("tryTake")));
    assertTrue(acme(code).isWake(code.callTo("fire")));
    assertTrue(acme(code).isWillWake(code.callTo("same")));
  }

  @Test
  void otherLibrary_consumesOffloadsAndBlocks() {
    Snippet code =
        Snippet.of(
            ACME_TYPES,
            "package com.acme; class B { void f(Deferred<String> d, Loop l, Net n) {"
                + " Loop.drive(d); l.offload(() -> {}); n.readFully(new byte[1]); } }");
    assertTrue(acme(code).consumes(code.callTo("drive")));
    assertTrue(acme(code).offloads(code.callTo("offload")));
    assertEquals("acme", acme(code).blocking(code.callTo("readFully")).group());
  }

  @Test
  void exclamationMark_takesOutAgain() {
    Snippet code =
        Snippet.of(ACME_TYPES, "package com.acme; class B { void f(Net n) { n.readFully(1); } }");
    assertNull(acme(code).blocking(code.callTo("readFully")));
  }

  @Test
  void otherLibraryThatIsNowhere_isKnownByItsDescription(@TempDir Path folder) throws Exception {
    Path model = Files.writeString(folder.resolve("acme.yaml"), ACME);
    SourceFile file =
        new SourceFile(
            "A.java",
            SourceFile.Role.MAIN,
            "import com.acme.*; class A implements Deferred<String> { Deferred<String> child;"
                + " public String tryTake(Hook h) { h.fire(); return child.tryTake(h); } }");
    Snippet code = Snippet.of(List.of(file), List.of(), List.of(model), 17);
    assertEquals(new PollMethod(0, false), model(code).pollMethod(code.method("tryTake")));
    assertNotNull(model(code).pollCall(code.callTo("tryTake")));
    assertTrue(model(code).isWake(code.callTo("fire")));
  }

  @Test
  void modelInAJar_isRead(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("acme.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/pollux/acme.yaml"));
      zip.write(ACME.getBytes(StandardCharsets.UTF_8));
    }
    Snippet code =
        Snippet.of(17, List.of(jar), "import com.acme.*; class A { void f(Hook h) { h.fire(); } }");
    assertTrue(model(code).isWake(code.callTo("fire")));
  }

  @Test
  void brokenModelInAJar_isANote(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("acme.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/pollux/acme.yaml"));
      zip.write("model: [".getBytes(StandardCharsets.UTF_8));
    }
    Snippet code = Snippet.of(17, List.of(jar), "class A {}");
    assertTrue(code.reading().notes().get(0).contains("acme.yaml"));
  }

  @Test
  void manyUnknownTypes_haveAProbableCause() {
    Snippet code = Snippet.of("import com.acme.Thing; class A { void f(Thing t) { t.go(); } }");
    assertTrue(code.reading().coverage().probableCause().contains("com.acme"));
  }
}
