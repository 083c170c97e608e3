/** The forms a report can take. All are the same bytes for the same findings, wherever the run. */
@NullMarked
package dev.pollux.lint.report;

import org.jspecify.annotations.NullMarked;
