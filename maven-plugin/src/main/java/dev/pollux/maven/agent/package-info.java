/**
 * The agent of a smoke test's JVM: it makes the polls inside a project's classes visible. The JVM
 * of Maven only packs it; the fork loads it, apart from the project's classes.
 */
package dev.pollux.maven.agent;
