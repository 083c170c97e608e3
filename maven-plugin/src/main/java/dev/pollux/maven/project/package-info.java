/**
 * What a Maven project offers a reader of its sources: roots, language level, and where its types
 * come from.
 */
@NullMarked
package dev.pollux.maven.project;

import org.jspecify.annotations.NullMarked;
