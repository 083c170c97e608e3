package com.example.shop;

import com.example.shop.storage.PriceFile;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/**
 * The next line of a price list. That a {@code PriceFile} is a reader is written in another module.
 */
public final class Quote implements Future<String> {
  private final PriceFile prices;

  public Quote(PriceFile prices) {
    this.prices = prices;
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    return Poll.ready(prices.readLine()); // expect: BlockingInPoll
  }
}
