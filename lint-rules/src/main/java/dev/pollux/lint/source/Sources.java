package dev.pollux.lint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.pollux.lint.code.AsyncModel;
import dev.pollux.lint.code.Program;
import dev.pollux.lint.code.ProgramReader;
import dev.pollux.lint.code.Reading;
import dev.pollux.lint.code.SourceFile;
import dev.pollux.lint.code.SourceUnit;
import dev.pollux.lint.code.Span;
import dev.pollux.lint.code.TypeDecl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads sources with JavaParser. It has no state: one instance may serve many threads. */
public final class Sources implements ProgramReader {
  /** Trees take about 25 bytes a character of source: 400 MB for this much. */
  private static final long KEPT_CHARACTERS = 16_000_000;

  /** A parsed file that waits for its bodies to be lowered. */
  private static final class Open {
    final SourceFile file;
    final List<SourceUnit.Comment> comments;
    final UnitHeader header;
    @Nullable CompilationUnit tree;
    @Nullable Map<Node, String> localNames;

    Open(
        SourceFile file,
        List<SourceUnit.Comment> comments,
        UnitHeader header,
        @Nullable CompilationUnit tree,
        @Nullable Map<Node, String> localNames) {
      this.file = file;
      this.comments = comments;
      this.header = header;
      this.tree = tree;
      this.localNames = localNames;
    }
  }

  /** What lowering one file gave. */
  private record Lowered(
      @Nullable SourceUnit unit,
      List<TypeDecl> declared,
      int calls,
      int resolved,
      Reading.@Nullable Failure failure) {}

  @Override
  public Reading read(Reading.Input input) {
    List<String> notes = new ArrayList<>();
    ClassPathFiles classPath = new ClassPathFiles(input.classPath(), notes);
    AsyncModel.Descriptions model = models(input, classPath, notes);
    ClassPool pool =
        new ClassPool(
            List.of(classPath, new JdkFiles(input.release()), new BundledFiles()),
            model.sketches());
    try (Workers workers = new Workers(input.threads())) {
      return read(input, model, pool, workers, notes);
    } finally {
      LastResort.forgetAll();
      pool.release();
    }
  }

  /** Built in, of the class path's jars, and of the user: in this order, later ones on top. */
  private static AsyncModel.Descriptions models(
      Reading.Input input, ClassPathFiles classPath, List<String> notes) {
    AsyncModel.Descriptions result = AsyncModel.builtIn();
    for (Map.Entry<String, String> model : classPath.models().entrySet()) {
      try {
        result = result.with(model.getKey(), model.getValue());
      } catch (IllegalArgumentException e) {
        // The user did not write it and cannot mend it: lint without it.
        notes.add("model: " + e.getMessage() + "; it is left out");
      }
    }
    return result.with(input.modelFiles());
  }

  private static Reading read(
      Reading.Input input,
      AsyncModel.Descriptions model,
      ClassPool pool,
      Workers workers,
      List<String> notes) {
    List<SourceFile> files = new ArrayList<>(input.files());
    files.sort(Comparator.comparing(SourceFile::path));
    FileParser parser = new FileParser(input.release());
    List<Reading.Failure> failures = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    Set<SourceFile> kept = keptTrees(files);
    for (Object parsed : workers.map(files, file -> parse(parser, file, kept.contains(file)))) {
      if (parsed instanceof Open file) {
        open.add(file);
      } else if (parsed instanceof Reading.Failure failure) {
        failures.add(failure);
      }
    }
    List<UnitScope> scopes = new ArrayList<>();
    for (Open file : open) {
      UnitScope scope = new UnitScope(pool, file.header);
      scopes.add(scope);
      file.header.types().forEach(type -> pool.add(type, scope));
    }
    Hierarchy hierarchy = new Hierarchy(pool);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).file.role() != SourceFile.Role.TYPES) {
        indices.add(i);
      }
    }
    List<SourceUnit> units = new ArrayList<>();
    List<TypeDecl> declared = new ArrayList<>();
    long calls = 0;
    long resolved = 0;
    for (Lowered lowered :
        workers.map(indices, i -> lower(parser, hierarchy, open.get(i), scopes.get(i)))) {
      if (lowered.failure() != null) {
        failures.add(lowered.failure());
      }
      if (lowered.unit() != null) {
        units.add(lowered.unit());
        declared.addAll(lowered.declared());
        calls += lowered.calls();
        resolved += lowered.resolved();
      }
    }
    failures.sort(Comparator.comparing(Reading.Failure::path).thenComparing(Reading.Failure::span));
    ProgramTypes types = new ProgramTypes(hierarchy, declared);
    return new Reading(
        new Program(units, types, model.in(types)),
        failures,
        new Reading.Coverage(calls, resolved, probableCause(input, open, pool, calls, resolved)),
        notes);
  }

  /** Why types are unknown, when many are. */
  private static String probableCause(
      Reading.Input input, List<Open> open, ClassPool pool, long calls, long resolved) {
    if (resolved >= calls * 0.95) {
      return "";
    }
    Map<String, Integer> missing = new TreeMap<>();
    for (Open file : open) {
      for (UnitHeader.Import declaration : file.header.imports()) {
        String name = declaration.name();
        boolean isUnknown =
            !declaration.isOnDemand()
                && !declaration.isModule()
                && !declaration.isStatic()
                && pool.canonical(name) == null;
        if (isUnknown) {
          missing.merge(name.substring(0, Math.max(0, name.lastIndexOf('.'))), 1, Integer::sum);
        }
      }
    }
    String most = "";
    for (Map.Entry<String, Integer> entry : missing.entrySet()) {
      if (most.isEmpty() || entry.getValue() > missing.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    if (most.startsWith("lombok")) {
      return "Lombok writes members that no source shows: put the compiled classes on the class path";
    }
    if (most.isEmpty()) {
      return "members are missing from the classes on the class path: is it of another version?";
    }
    return input.classPath().isEmpty()
        ? "no class path was given, and types such as those of `" + most + "` are unknown without"
        : "types of `" + most + "` are not on the class path";
  }

  /** Trees of larger projects are made twice rather than all kept at once. */
  private static Set<SourceFile> keptTrees(List<SourceFile> files) {
    Set<SourceFile> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    long room = KEPT_CHARACTERS;
    for (SourceFile file : files) {
      room -= file.role() == SourceFile.Role.TYPES ? 0 : file.text().length();
      if (room >= 0) {
        kept.add(file);
      }
    }
    return kept;
  }

  private static Object parse(FileParser parser, SourceFile file, boolean keepsTree) {
    FileParser.Parsed parsed = parser.parse(file);
    CompilationUnit tree = parsed.unit();
    if (tree == null) {
      return Objects.requireNonNull(parsed.failure());
    }
    try {
      UnitHeader header = HeaderReader.read(tree);
      if (file.role() == SourceFile.Role.TYPES) {
        return new Open(file, List.of(), header, null, null);
      }
      if (!keepsTree) {
        return new Open(file, parsed.comments(), header, null, null);
      }
      Map<Node, String> names = LocalNames.of(tree, header.packageName());
      return new Open(file, parsed.comments(), header, tree, names);
    } catch (StackOverflowError e) {
      return FileParser.tooDeep(file);
    }
  }

  private static Lowered lower(FileParser parser, Hierarchy hierarchy, Open open, UnitScope scope) {
    try {
      CompilationUnit tree = open.tree;
      Map<Node, String> names = open.localNames;
      if (tree == null || names == null) {
        tree = Objects.requireNonNull(parser.parse(open.file).unit());
        names = LocalNames.of(tree, open.header.packageName());
      }
      FileContext context =
          new FileContext(
              hierarchy,
              new Conversions(hierarchy),
              scope,
              names,
              new LastResort(hierarchy.pool(), tree));
      List<TypeDecl> types = new ArrayList<>();
      for (TypeDeclaration<?> type : tree.getTypes()) {
        types.add(context.declarations.topLevel(type, Objects.requireNonNull(names.get(type))));
      }
      SourceUnit unit =
          new SourceUnit(
              open.file.path(), open.header.packageName(), List.copyOf(types), open.comments);
      return new Lowered(unit, context.declared, context.callCount, context.resolvedCount, null);
    } catch (StackOverflowError e) {
      return new Lowered(null, List.of(), 0, 0, FileParser.tooDeep(open.file));
    } catch (RuntimeException e) {
      // A construct that nobody foresaw must cost one file and no more.
      StackTraceElement[] trace = e.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      return new Lowered(
          null,
          List.of(),
          0,
          0,
          new Reading.Failure(
              open.file.path(),
              new Span(1, 1, 1, 1),
              "the linter failed on this file: " + e + where));
    } finally {
      open.tree = null;
      open.localNames = null;
    }
  }
}
