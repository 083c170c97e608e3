package com.acme;

import dev.pollux.Future;

/** A future by another name. */
public interface Job<T> extends Future<T> {}
