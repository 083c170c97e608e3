/**
 * The goals: each gathers paths, calls the engine, prints, and fails. None decides what is a
 * mistake.
 */
@NullMarked
package dev.pollux.maven;

import org.jspecify.annotations.NullMarked;
