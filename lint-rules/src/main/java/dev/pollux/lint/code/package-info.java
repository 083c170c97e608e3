/**
 * The linter's own words for code: a typed tree that knows nothing of the parser behind it, and the
 * descriptions of async libraries.
 *
 * <p>Nodes are immutable and stand for one place in one file. They are compared by identity: key
 * them in an {@link java.util.IdentityHashMap}, never in a hash map.
 */
@NullMarked
package dev.pollux.lint.code;

import org.jspecify.annotations.NullMarked;
