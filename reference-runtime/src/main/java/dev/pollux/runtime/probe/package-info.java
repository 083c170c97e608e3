/** How {@code dev.pollux.testing} looks at every future a runtime polls; not exported. */
@NullMarked
package dev.pollux.runtime.probe;

import org.jspecify.annotations.NullMarked;
