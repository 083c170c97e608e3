package dev.pollux.lint;

import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a rule.
 *
 * @param name the rule's name: also that of its class, page and fixtures, and what a suppression
 *     names
 * @param law the law it protects; null for the two that speak of the linter's own input
 * @param severity what a finding weighs unless configured otherwise; in test sources an error
 *     becomes a warning
 * @param summary one line, lower case, no full stop
 */
public record RuleInfo(String name, @Nullable Law law, Severity severity, String summary) {}
