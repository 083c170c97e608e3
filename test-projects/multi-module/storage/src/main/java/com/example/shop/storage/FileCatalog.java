package com.example.shop.storage;

import com.example.shop.catalog.Article;
import com.example.shop.catalog.Catalog;
import dev.pollux.Future;
import dev.pollux.Futures;
import dev.pollux.runtime.Tasks;

/** A catalog over a price list; it reads the file where code may block. */
public final class FileCatalog implements Catalog {
  private final PriceList prices;

  public FileCatalog(PriceList prices) {
    this.prices = prices;
  }

  @Override
  public Future<Article> find(String number) {
    return Futures.lazy(() -> Tasks.spawnBlocking(() -> prices.lookUp(number)));
  }

  @Override
  public Future<Void> take(Article article) {
    return Future.ready(null);
  }
}
