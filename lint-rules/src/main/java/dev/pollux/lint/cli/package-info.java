/** The command line: gathers what to lint, calls the engine, prints. */
@NullMarked
package dev.pollux.lint.cli;

import org.jspecify.annotations.NullMarked;
