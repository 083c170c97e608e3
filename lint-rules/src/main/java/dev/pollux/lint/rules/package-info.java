/** One class a rule, with its page beside it in the resources; and what several rules share. */
@NullMarked
package dev.pollux.lint.rules;

import org.jspecify.annotations.NullMarked;
