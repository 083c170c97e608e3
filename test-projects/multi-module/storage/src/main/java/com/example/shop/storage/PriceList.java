package com.example.shop.storage;

import com.example.shop.catalog.Article;
import java.io.IOException;
import java.nio.file.Path;

/** Prices in a file. */
public final class PriceList {
  private final Path file;

  public PriceList(Path file) {
    this.file = file;
  }

  /** Reads the file, so this blocks. */
  public Article lookUp(String number) throws IOException {
    String start = number + "=";
    try (PriceFile prices = new PriceFile(file)) {
      return prices
          .lines()
          .filter(line -> line.startsWith(start))
          .map(line -> new Article(number, Long.parseLong(line.substring(start.length()))))
          .findFirst()
          .orElseThrow(() -> new IOException("no price for " + number + " in " + file));
    }
  }
}
