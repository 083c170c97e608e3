package com.example.shop.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An open price list, one {@code number=cents} a line. */
public final class PriceFile extends BufferedReader {
  public PriceFile(Path file) throws IOException {
    super(Files.newBufferedReader(file));
  }
}
