package io.netty.handler.ssl;

import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/** Asks a store in the poll; that the only store there is reads a file stands two files further. */
final class PlantedPinCheck implements Future<Boolean> {
  private final PlantedPinStore store;
  private final String host;
  private final String pin;

  PlantedPinCheck(PlantedPinStore store, String host, String pin) {
    this.store = store;
    this.host = host;
    this.pin = pin;
  }

  @Override
  public Poll<Boolean> poll(Context cx) throws Exception {
    return Poll.ready(store.load(host).contains(pin)); // planted: BlockingInPoll
  }
}
