/** Readiness of channels, for {@code dev.pollux.net}; not exported. */
@NullMarked
package dev.pollux.runtime.reactor;

import org.jspecify.annotations.NullMarked;
