/** One verdict of the lint and the smoke tests together. */
@NullMarked
package dev.pollux.maven.check;

import org.jspecify.annotations.NullMarked;
