package dev.pollux.lint;

import dev.pollux.lint.code.Span;
import org.jspecify.annotations.Nullable;

/**
 * Evidence for a finding.
 *
 * @param message the fact, lower case, code in backticks, no full stop
 * @param path the file it speaks of, or null when it is not about a place
 * @param span where in that file, null exactly when {@code path} is
 * @param isStep whether it is one step of the chain that leads from the finding to its cause; steps
 *     are in order, the one nearest to the finding first
 */
public record Note(String message, @Nullable String path, @Nullable Span span, boolean isStep) {}
