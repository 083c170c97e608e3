package dev.pollux.lint.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of our own runtime, which the linter carries along: code against it is understood
 * even when nobody gives a class path. A class path comes first where there is one.
 */
final class BundledFiles implements ClassFiles {
  private static final String FOLDER = "/META-INF/pollux/api/";
  private static final String PREFIX = "dev/pollux/";

  @Override
  public byte @Nullable [] read(String internalName) {
    if (!internalName.startsWith(PREFIX)) {
      return null;
    }
    try (InputStream in =
        BundledFiles.class.getResourceAsStream(FOLDER + internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
