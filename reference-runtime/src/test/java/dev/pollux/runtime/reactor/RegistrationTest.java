package dev.pollux.runtime.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pollux.Context;
import dev.pollux.Waker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread plays the futures and the poller of a pipe's readable end. */
@Timeout(20)
class RegistrationTest {

  private static final Reactor.Turns NOBODY =
      new Reactor.Turns() {
        @Override
        public boolean isOwnThread() {
          return true;
        }

        @Override
        public void tryTurn() {}
      };

  private final Reactor reactor = new Reactor(NOBODY);
  private final Counter waker = new Counter();
  private final Place waiter = new Place();
  private Pipe pipe;
  private Registration registration;

  @BeforeEach
  void open() throws IOException {
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    registration = new Registration(pipe.source());
  }

  @AfterEach
  void close() throws IOException {
    pipe.source().close();
    pipe.sink().close();
    reactor.close();
  }

  private void write() throws IOException {
    pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
  }

  private boolean isReady() {
    return Registration.isReady(registration.readiness(), Direction.READ);
  }

  private void wouldBlock() {
    registration.clear(registration.readiness(), Direction.READ);
  }

  private boolean await(Counter counter) throws IOException {
    return registration.await(waiter, Direction.READ, new Polling(reactor, counter));
  }

  private int interest() {
    return pipe.source().keyFor(reactor.selector()).interestOps();
  }

  @Test
  void newChannel_isWorthATryAndInNoSelector() {
    assertTrue(isReady());
    assertFalse(pipe.source().isRegistered());
  }

  @Test
  void waiterOfAnEvent_isWokenOnce() throws IOException {
    wouldBlock();
    boolean waits = await(waker);
    write();

    reactor.poll(Long.MAX_VALUE);
    reactor.poll(0);

    assertTrue(waits);
    assertEquals(1, waker.wakes);
    assertTrue(isReady());
  }

  @Test
  void channelThatIsReady_isNotWaitedFor() throws IOException {
    assertFalse(await(waker));
  }

  @Test
  void eventBeforeTheRegistration_isNotMissed() throws IOException {
    wouldBlock();
    write();
    boolean waits = await(waker);

    reactor.poll(Long.MAX_VALUE);

    assertTrue(waits);
    assertEquals(1, waker.wakes);
  }

  /** Behaviour 37. */
  @Test
  void staleReader_doesNotEraseANewerEvent() throws IOException {
    wouldBlock();
    boolean waits = await(waker);
    write();
    int stale = registration.readiness();

    reactor.poll(Long.MAX_VALUE);
    registration.clear(stale, Direction.READ);

    assertTrue(waits);
    assertTrue(isReady());
  }

  @Test
  void newWaker_takesThePlaceOfTheOld() throws IOException {
    Counter later = new Counter();
    wouldBlock();
    boolean first = await(waker);
    boolean second = await(later);
    write();

    reactor.poll(Long.MAX_VALUE);

    assertTrue(first && second);
    assertEquals(0, waker.wakes);
    assertEquals(1, later.wakes);
  }

  @Test
  void forgottenWaiter_isNotWoken() throws IOException {
    wouldBlock();
    boolean waits = await(waker);
    registration.forget(waiter, Direction.READ);
    registration.forget(waiter, Direction.READ);
    write();

    reactor.poll(Long.MAX_VALUE);

    assertTrue(waits);
    assertEquals(0, waker.wakes);
  }

  @Test
  void readinessThatNobodyUses_isDisarmedWhenItEndsTheSecondWaitForNothing() throws IOException {
    wouldBlock();
    boolean waits = await(waker);
    write();
    boolean wokeSomebody = reactor.poll(Long.MAX_VALUE);
    boolean once = reactor.poll(Long.MAX_VALUE);
    int afterOne = interest();

    boolean twice = reactor.poll(Long.MAX_VALUE);
    int afterTwo = interest();
    wouldBlock();
    boolean waitsAgain = await(waker);
    int afterWaiting = interest();

    assertTrue(waits && waitsAgain);
    assertTrue(wokeSomebody);
    assertFalse(once || twice);
    assertEquals(SelectionKey.OP_READ, afterOne);
    assertEquals(0, afterTwo);
    assertEquals(SelectionKey.OP_READ, afterWaiting);
  }

  @Test
  void closedChannel_wakesItsWaiterAndIsReadyForAnything() throws IOException {
    wouldBlock();
    boolean waits = await(waker);

    pipe.source().close();
    registration.close();

    assertTrue(waits);
    assertEquals(1, waker.wakes);
    assertTrue(isReady());
  }

  @Test
  void closedReactor_wakesItsWaitersAndTakesNoMore() throws IOException {
    wouldBlock();
    boolean waits = await(waker);

    reactor.close();
    IOException failure = assertThrows(ClosedRuntimeException.class, () -> await(waker));

    assertTrue(waits);
    assertEquals(1, waker.wakes);
    assertTrue(failure.getMessage().contains("the runtime that polls is closed"));
  }

  @Test
  void selectorThatReturnsForNothing_isReplacedAndLosesNoEvent() throws IOException {
    Reactor suspicious = new Reactor(NOBODY, 1);
    var first = suspicious.selector();
    wouldBlock();
    boolean waits = registration.await(waiter, Direction.READ, new Polling(suspicious, waker));
    first.wakeup(); // not by the reactor: to it, this return is for nothing

    suspicious.poll(Long.MAX_VALUE);
    write();
    suspicious.poll(Long.MAX_VALUE);

    assertTrue(waits);
    assertFalse(first.isOpen());
    assertEquals(1, waker.wakes);
    suspicious.close();
  }

  @Test
  void wakerThatThrows_harmsNobodyElse() throws IOException {
    Place other = new Place();
    Context broken =
        new Polling(
            reactor,
            () -> {
              throw new IllegalStateException("wake on purpose");
            });
    wouldBlock();
    boolean waits = await(waker);
    boolean otherWaits = registration.await(other, Direction.READ, broken);
    write();

    reactor.poll(Long.MAX_VALUE);

    assertTrue(waits && otherWaits);
    assertEquals(1, waker.wakes);
  }

  /** One request as a reader sees it; what the key waits for afterwards. */
  private int request() throws IOException {
    boolean waits = await(waker);
    write();
    reactor.poll(Long.MAX_VALUE);
    int count = pipe.source().read(ByteBuffer.allocate(10));
    wouldBlock();
    assertTrue(waits);
    assertEquals(1, count);
    return pipe.source().keyFor(reactor.selector()).interestOps();
  }

  @Test
  void steadyRequests_neverTouchTheKey() throws IOException {
    wouldBlock();
    boolean armedBefore = Readiness.isArmed(registration.readiness(), Direction.READ);

    List<Integer> interests = List.of(request(), request(), request(), request(), request());

    assertFalse(armedBefore);
    assertEquals(Collections.nCopies(5, SelectionKey.OP_READ), interests);
    assertTrue(Readiness.isArmed(registration.readiness(), Direction.READ));
    assertEquals(5, waker.wakes);
  }

  @Test
  void secondWaiter_doesNotPushOutTheFirst() throws IOException {
    Counter other = new Counter();
    wouldBlock();
    boolean waits = await(waker);
    boolean otherWaits =
        registration.await(new Place(), Direction.READ, new Polling(reactor, other));
    write();

    reactor.poll(Long.MAX_VALUE);

    assertTrue(waits && otherWaits);
    assertEquals(1, waker.wakes);
    assertEquals(1, other.wakes);
  }

  @Test
  void keyOfAClosedStream_goesWithTheNextSelect() throws IOException {
    wouldBlock();
    boolean waits = await(waker);

    pipe.source().close();
    registration.close();
    int before = reactor.selector().keys().size();
    reactor.poll(0);

    assertTrue(waits);
    assertEquals(1, before);
    assertEquals(0, reactor.selector().keys().size());
  }

  @Test
  void streamsClosedByTheRuntime_areLetGoOfInBatches() throws IOException {
    Turned turned = new Turned(true);
    Reactor batching = new Reactor(turned);

    closeRegistered(batching, 15);
    int afterFifteen = turned.turns;
    closeRegistered(batching, 1);
    int afterSixteen = turned.turns;

    assertEquals(0, afterFifteen);
    assertEquals(1, afterSixteen);
    batching.close();
  }

  @Test
  void threadThatGoesToSleep_letsGoOfWhatItClosed() throws IOException {
    Turned turned = new Turned(true);
    Reactor batching = new Reactor(turned);
    batching.settle();
    int before = turned.turns;
    closeRegistered(batching, 1);

    batching.settle();

    assertEquals(0, before);
    assertEquals(1, turned.turns);
    batching.close();
  }

  @Test
  void streamClosedByAStranger_isLetGoOfAtOnce() throws IOException {
    Turned turned = new Turned(false);
    Reactor asked = new Reactor(turned);

    closeRegistered(asked, 1);

    assertEquals(1, turned.turns);
    asked.close();
  }

  /** Pipes that a future waits for when they are closed. */
  private static void closeRegistered(Reactor reactor, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Pipe closed = Pipe.open();
      closed.source().configureBlocking(false);
      Registration registration = new Registration(closed.source());
      registration.clear(registration.readiness(), Direction.READ);
      assertTrue(
          registration.await(new Place(), Direction.READ, new Polling(reactor, Waker.noop())));
      closed.source().close();
      registration.close();
      closed.sink().close();
    }
  }

  /** Counts how often a closer polls by itself. */
  private static final class Turned implements Reactor.Turns {
    private final boolean ownThread;
    private int turns;

    Turned(boolean ownThread) {
      this.ownThread = ownThread;
    }

    @Override
    public boolean isOwnThread() {
      return ownThread;
    }

    @Override
    public void tryTurn() {
      turns++;
    }
  }

  private static final class Place extends Waiter {}

  private static final class Counter implements Waker {
    private int wakes;

    @Override
    public void wake() {
      wakes++;
    }
  }

  private record Polling(Reactor reactor, Waker waker) implements Context {
    @Override
    public <S> S service(Class<S> type) {
      return type.cast(reactor);
    }
  }
}
