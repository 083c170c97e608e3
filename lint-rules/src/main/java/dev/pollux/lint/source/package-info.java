/**
 * Reads Java sources into {@link dev.pollux.lint.code}: parsing, names and types. The only package
 * that knows JavaParser.
 *
 * <p>A file goes through three stages. <i>Headers</i>: the file is parsed and what other files may
 * ask of it (types, members, imports) is taken out in our own words. <i>Classes</i>: headers and
 * class files answer the same questions, see {@code ClassInfo}. <i>Lowering</i>: bodies become
 * typed trees, and the parser's tree is let go.
 */
@NullMarked
package dev.pollux.lint.source;

import org.jspecify.annotations.NullMarked;
