package com.example.shop.catalog;

import dev.pollux.Future;

/** What can be bought. */
public interface Catalog {
  /** The article of that number; fails if there is none. */
  Future<Article> find(String number);

  /** Takes one piece off the shelf. */
  Future<Void> take(Article article);
}
