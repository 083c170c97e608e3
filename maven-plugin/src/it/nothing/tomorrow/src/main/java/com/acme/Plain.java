package com.acme;

/** Knows nothing of futures. */
record Plain(int value) {}
