/** The parent's half of the smoke tests: fork, read what the fork found, report, decide. */
package dev.pollux.maven.smoke;
