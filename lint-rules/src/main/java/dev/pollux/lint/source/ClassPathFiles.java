package dev.pollux.lint.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Jars and class folders. Of a jar only the directory is read up front, and of that only the
 * packages are kept.
 */
final class ClassPathFiles implements ClassFiles {
  private static final String MODELS = "META-INF/pollux/";

  /** Those of a linter that lies on the class path itself. */
  private static final Set<String> BUILT_IN =
      Set.of(MODELS + "dev.pollux.yaml", MODELS + "jdk.yaml");

  private final List<Path> folders = new ArrayList<>();
  private final Map<String, List<Jar>> jarsByPackage = new HashMap<>();
  private final List<Jar> jars = new ArrayList<>();
  private final Map<String, String> models = new TreeMap<>();

  /**
   * @param notes gets a sentence for every entry that cannot be used
   */
  ClassPathFiles(List<Path> entries, List<String> notes) {
    for (Path entry : new java.util.LinkedHashSet<>(entries)) {
      if (Files.isDirectory(entry)) {
        folders.add(entry);
      } else if (!Files.exists(entry)) {
        notes.add("class path: " + entry + " does not exist, so types from it stay unknown");
      } else {
        Jar jar = new Jar(entry);
        try {
          models.putAll(jar.models());
          for (String name : jar.packages()) {
            jarsByPackage.computeIfAbsent(name, k -> new ArrayList<>(1)).add(jar);
          }
          jars.add(jar);
        } catch (IOException e) {
          notes.add(
              "class path: "
                  + entry
                  + " cannot be read as a jar ("
                  + e.getMessage()
                  + "), so types from it stay unknown");
        }
      }
    }
  }

  @Override
  public byte @Nullable [] read(String internalName) {
    String file = internalName + ".class";
    for (Path folder : folders) {
      Path path = folder.resolve(file);
      if (Files.isRegularFile(path)) {
        try {
          return Files.readAllBytes(path);
        } catch (IOException e) {
          return null;
        }
      }
    }
    for (Jar jar : jarsWith(internalName)) {
      byte[] bytes = jar.read(file);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  /** Texts of the model files that jars bring along, by where they lie. */
  Map<String, String> models() {
    return models;
  }

  private List<Jar> jarsWith(String internalName) {
    int slash = internalName.lastIndexOf('/');
    return jarsByPackage.getOrDefault(slash < 0 ? "" : internalName.substring(0, slash), List.of());
  }

  @Override
  public void release() {
    jars.forEach(Jar::close);
  }

  private static final class Jar {
    private final Path path;
    private @Nullable ZipFile zip; // guarded by this

    Jar(Path path) {
      this.path = path;
    }

    synchronized Set<String> packages() throws IOException {
      Set<String> result = new HashSet<>();
      Enumeration<? extends ZipEntry> entries = open().entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class")) {
          int slash = name.lastIndexOf('/');
          result.add(slash < 0 ? "" : name.substring(0, slash));
        }
      }
      return result;
    }

    synchronized Map<String, String> models() throws IOException {
      Map<String, String> result = new TreeMap<>();
      Enumeration<? extends ZipEntry> entries = open().entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        boolean isModel =
            name.startsWith(MODELS) && name.endsWith(".yaml") && !BUILT_IN.contains(name);
        if (isModel) {
          try (InputStream in = open().getInputStream(entry)) {
            result.put(path + "!/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      return result;
    }

    synchronized byte @Nullable [] read(String file) {
      try {
        ZipEntry entry = open().getEntry(file);
        if (entry == null) {
          return null;
        }
        try (InputStream in = open().getInputStream(entry)) {
          return in.readAllBytes();
        }
      } catch (IOException e) {
        // A damaged entry is a class we know nothing of.
        return null;
      }
    }

    private ZipFile open() throws IOException {
      ZipFile open = zip;
      if (open == null) {
        open = new ZipFile(path.toFile());
        zip = open;
      }
      return open;
    }

    synchronized void close() {
      ZipFile open = zip;
      zip = null;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // Nothing was written, so nothing is lost.
        }
      }
    }
  }
}
