package dev.pollux.lint.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods that descriptions speak of, as declarations. Where a library's classes are not at
 * hand, its calls can be found by these.
 */
final class ModelSketch {
  private final Map<String, List<MethodRef>> methods = new LinkedHashMap<>();

  private ModelSketch() {}

  static Map<String, List<MethodRef>> of(List<ModelFile> files) {
    ModelSketch sketch = new ModelSketch();
    for (ModelFile file : files) {
      String waker = file.wakers().size() == 1 ? file.wakers().get(0).type() : null;
      file.wakers().forEach(sketch::add);
      file.results().forEach(sketch::add);
      file.futures().forEach(future -> sketch.add(future, waker));
      file.methods().forEach(listed -> sketch.add(listed.pattern(), TypeRef.UNKNOWN));
      file.blocking().forEach(blocks -> sketch.add(blocks.pattern(), TypeRef.UNKNOWN));
    }
    return sketch.methods;
  }

  private void add(ModelFile.WakerType waker) {
    known(waker.type());
    waker.wake().forEach(pattern -> add(pattern, TypeRef.VOID));
    waker.willWake().forEach(pattern -> add(pattern, TypeRef.BOOLEAN));
  }

  private void add(ModelFile.ResultType result) {
    known(result.type());
    result.isPending().forEach(pattern -> add(pattern, TypeRef.BOOLEAN));
    result.isReady().forEach(pattern -> add(pattern, TypeRef.BOOLEAN));
    result.value().forEach(pattern -> add(pattern, TypeRef.UNKNOWN));
  }

  private void add(ModelFile.FutureType future, @Nullable String waker) {
    known(future.type());
    for (CallPattern poll : future.polls()) {
      add(poll, TypeRef.UNKNOWN);
      String context = poll.parameter(future.waker());
      if (context != null && future.context() != null) {
        CallPattern gives = CallPattern.parse(context, future.context());
        add(gives, waker == null ? TypeRef.UNKNOWN : new TypeRef.Named(waker));
      }
    }
  }

  private List<MethodRef> known(String type) {
    return methods.computeIfAbsent(type, k -> new ArrayList<>());
  }

  private void add(CallPattern pattern, TypeRef returnType) {
    String type = pattern.plainType();
    String name = pattern.plainName();
    if (type == null) {
      return;
    }
    String owner = ModelReader.binaryName(type);
    List<MethodRef> declared = known(owner);
    if (name == null || name.equals("new")) {
      return;
    }
    List<TypeRef> parameters = new ArrayList<>();
    boolean takesAnything = false;
    for (String parameter : pattern.parameters()) {
      if (parameter.equals("..") || parameter.equals("*")) {
        takesAnything = true;
      } else {
        parameters.add(type(parameter));
      }
    }
    if (takesAnything) {
      parameters = List.of(new TypeRef.Array(TypeRef.OBJECT));
    }
    MethodRef method =
        new MethodRef(owner, name, List.copyOf(parameters), returnType, false, takesAnything);
    boolean isNew =
        declared.stream()
            .noneMatch(
                other ->
                    other.name().equals(name) && other.parameters().equals(method.parameters()));
    if (isNew) {
      declared.add(method);
    }
  }

  private static TypeRef type(String text) {
    if (text.endsWith("[]")) {
      return new TypeRef.Array(type(text.substring(0, text.length() - 2)));
    }
    return switch (text) {
      case "boolean" -> TypeRef.BOOLEAN;
      case "int" -> TypeRef.INT;
      case "byte", "short", "char", "long", "float", "double" -> new TypeRef.Primitive(text);
      default ->
          text.indexOf('.') > 0 ? new TypeRef.Named(ModelReader.binaryName(text)) : TypeRef.UNKNOWN;
    };
  }
}
