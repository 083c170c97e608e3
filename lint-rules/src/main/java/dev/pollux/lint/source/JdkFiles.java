package dev.pollux.lint.source;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's classes as a release had them: from {@code lib/ct.sym}, where a JDK describes its
 * predecessors, or from the running JDK itself when it is that release or has no such description.
 */
final class JdkFiles implements ClassFiles {
  private final Path symbols = Path.of(System.getProperty("java.home"), "lib", "ct.sym");
  private final Map<String, String> symbolEntries;
  private final FileSystem running = FileSystems.getFileSystem(URI.create("jrt:/"));
  private final Map<String, List<Path>> foldersByPackage = new ConcurrentHashMap<>();
  private @Nullable ZipFile zip; // guarded by this

  JdkFiles(int release) {
    symbolEntries =
        release < Runtime.version().feature() ? symbolEntries(symbols, release) : Map.of();
  }

  /**
   * Internal class name to entry. A folder of the file is named by the releases that its classes
   * are the same in, a letter or digit each.
   */
  private static Map<String, String> symbolEntries(Path file, int release) {
    Map<String, String> result = new HashMap<>();
    char letter = Character.toUpperCase(Character.forDigit(release, 36));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        int releases = name.indexOf('/');
        int module = name.indexOf('/', releases + 1);
        if (name.endsWith(".sig")
            && releases > 0
            && module > 0
            && name.lastIndexOf(letter, releases) >= 0) {
          result.put(name.substring(module + 1, name.length() - ".sig".length()), name);
        }
      }
    } catch (IOException e) {
      // A runtime image without ct.sym: the running JDK answers instead.
      return Map.of();
    }
    return result;
  }

  @Override
  public byte @Nullable [] read(String internalName) {
    if (!symbolEntries.isEmpty()) {
      String entry = symbolEntries.get(internalName);
      return entry == null ? null : readSymbols(entry);
    }
    for (Path folder : folders(internalName)) {
      Path path = folder.resolve(file(internalName));
      if (Files.exists(path)) {
        try {
          return Files.readAllBytes(path);
        } catch (IOException e) {
          return null;
        }
      }
    }
    return null;
  }

  private synchronized byte @Nullable [] readSymbols(String entry) {
    try {
      ZipFile open = zip;
      if (open == null) {
        open = new ZipFile(symbols.toFile());
        zip = open;
      }
      ZipEntry found = open.getEntry(entry);
      if (found == null) {
        return null;
      }
      try (InputStream in = open.getInputStream(found)) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      return null;
    }
  }

  private static String file(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1) + ".class";
  }

  private List<Path> folders(String internalName) {
    int slash = internalName.lastIndexOf('/');
    if (slash < 0) {
      return List.of();
    }
    return foldersByPackage.computeIfAbsent(
        internalName.substring(0, slash),
        packagePath -> {
          List<Path> result = new ArrayList<>(1);
          Path links = running.getPath("packages", packagePath.replace('/', '.'));
          if (Files.isDirectory(links)) {
            try (DirectoryStream<Path> modules = Files.newDirectoryStream(links)) {
              for (Path module : modules) {
                Path folder =
                    running
                        .getPath("modules", module.getFileName().toString())
                        .resolve(packagePath);
                if (Files.isDirectory(folder)) {
                  result.add(folder);
                }
              }
            } catch (IOException e) {
              return List.of();
            }
          }
          return List.copyOf(result);
        });
  }

  @Override
  public Set<String> packagesOf(String moduleName) {
    Set<String> result = new LinkedHashSet<>();
    addPackages(moduleName, new LinkedHashSet<>(), result);
    return result;
  }

  private static void addPackages(String moduleName, Set<String> seen, Set<String> result) {
    if (!seen.add(moduleName)) {
      return;
    }
    Optional<ModuleReference> module = ModuleFinder.ofSystem().find(moduleName);
    if (module.isEmpty()) {
      return;
    }
    ModuleDescriptor descriptor = module.get().descriptor();
    descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .forEach(result::add);
    descriptor.requires().stream()
        .filter(r -> r.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
        .map(ModuleDescriptor.Requires::name)
        .sorted()
        .forEach(name -> addPackages(name, seen, result));
  }

  @Override
  public synchronized void release() {
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
