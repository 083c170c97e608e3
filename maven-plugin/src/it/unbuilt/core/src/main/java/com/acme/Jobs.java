package com.acme;

import java.util.List;

/** Says nothing of futures, and gives them all the same. */
public interface Jobs {

  /** A job that ends at once. */
  Job<List<String>> nap();
}
