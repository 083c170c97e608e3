/**
 * Every mistake that Pollux finds, once in a class of its own, with its mended twin beside it.
 *
 * <p>{@code // expect: RuleName} stands on each line where the linter reports; the twins are clean.
 * A test compares these comments with the linter's report, and the marks of the smoke tests with
 * theirs: nothing more, nothing less.
 */
package dev.pollux.misuse;
