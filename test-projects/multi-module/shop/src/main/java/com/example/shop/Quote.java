package com.example.shop;

import com.example.shop.storage.PriceList;
import dev.pollux.Context;
import dev.pollux.Future;
import dev.pollux.Poll;

/** What an article costs. That {@code lookUp} reads a file is written in another module. */
public final class Quote implements Future<Long> {
  private final PriceList prices;
  private final String number;

  public Quote(PriceList prices, String number) {
    this.prices = prices;
    this.number = number;
  }

  @Override
  public Poll<Long> poll(Context cx) throws Exception {
    return Poll.ready(prices.lookUp(number).cents()); // expect: BlockingInPoll
  }
}
