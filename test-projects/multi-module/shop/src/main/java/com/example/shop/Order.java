package com.example.shop;

import com.example.shop.catalog.Article;
import com.example.shop.catalog.Catalog;
import dev.pollux.Future;

/** An order for one article. */
public final class Order {
  private final Catalog catalog;

  public Order(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Forgets the article on the shelf: that {@code take} returns a future is written in another
   * module.
   */
  public Future<Long> place(String number) {
    return catalog.find(number).map(this::charge);
  }

  private long charge(Article article) {
    catalog.take(article); // expect: FutureNeverPolled
    return article.cents();
  }
}
