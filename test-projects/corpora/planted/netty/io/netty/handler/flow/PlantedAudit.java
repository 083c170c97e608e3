package io.netty.handler.flow;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;
import dev.pollux.sync.Mpsc;
import io.netty.channel.ChannelHandlerContext;

/** Reports what a channel does; one branch forgets to send, and the poll forgets what its child said. */
final class PlantedAudit implements Future<Void> {
  private final Future<Void> flush;

  PlantedAudit(Future<Void> flush) {
    this.flush = flush;
  }

  static void report(ChannelHandlerContext ctx, Mpsc.Sender<String> log, int level) {
    switch (level) {
      case 0:
        break;
      case 1:
        log.trySend("active " + ctx.channel().isActive());
        break;
      default:
        Future<Void> sent = log.send("open " + ctx.channel().isOpen()); // planted: FutureNeverPolled
        break;
    }
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    Poll<Void> flushed = flush.poll(cx); // planted: DiscardedPollResult
    return Poll.ready();
  }

  @Override
  public void cancel() {
    flush.cancel();
  }
}
