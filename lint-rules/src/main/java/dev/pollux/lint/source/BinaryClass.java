package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/**
 * A class known from its class file. Private and synthetic members are left out. Signatures are
 * read when a member is asked for by name.
 */
final class BinaryClass implements ClassInfo {
  private record RawMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      List<String> annotations) {}

  private record RawField(int access, String descriptor, @Nullable String signature) {}

  private final Map<String, List<RawMethod>> rawMethods = new LinkedHashMap<>();
  private final Map<String, RawField> rawFields = new HashMap<>();
  private final Map<String, String> memberTypes = new HashMap<>();
  private final List<String> annotations = new ArrayList<>(0);
  private final List<String> rawComponents = new ArrayList<>(0);
  private final Map<String, List<MethodInfo>> methods =
      new java.util.concurrent.ConcurrentHashMap<>();
  private String name = "";
  private int access;
  private boolean isStatic = true;
  private @Nullable String outerName;
  private List<TypeRef.Variable> typeParameters = List.of();
  private List<TypeRef> supertypes = List.of();

  private BinaryClass() {}

  /** Null when the bytes are no class file that can be read. */
  static @Nullable BinaryClass read(byte[] bytes) {
    BinaryClass result = new BinaryClass();
    try {
      new ClassReader(bytes)
          .accept(
              result.new Reader(),
              ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (RuntimeException e) {
      // ASM refuses damaged or too new class files with various unchecked exceptions.
      return null;
    }
    return result;
  }

  private final class Reader extends ClassVisitor {
    private @Nullable String signature;
    private @Nullable String superName;
    private String[] interfaces = {};

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int classAccess,
        String internalName,
        @Nullable String classSignature,
        @Nullable String internalSuperName,
        String @Nullable [] internalInterfaces) {
      name = internalName.replace('/', '.');
      access = classAccess;
      signature = classSignature;
      superName = internalSuperName;
      interfaces = internalInterfaces == null ? new String[0] : internalInterfaces;
    }

    @Override
    public void visitInnerClass(
        String internalName,
        @Nullable String internalOuterName,
        @Nullable String innerName,
        int innerAccess) {
      String binaryName = internalName.replace('/', '.');
      if (innerName == null) {
        return;
      }
      if (internalOuterName != null) {
        String owner = internalOuterName.replace('/', '.');
        if (owner.equals(name)) {
          memberTypes.put(innerName, binaryName);
        }
        if (binaryName.equals(name)) {
          outerName = owner;
          isStatic = (innerAccess & Opcodes.ACC_STATIC) != 0;
        }
      }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      annotations.add(simpleName(descriptor));
      return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int fieldAccess,
        String fieldName,
        String descriptor,
        @Nullable String fieldSignature,
        @Nullable Object value) {
      if ((fieldAccess & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0) {
        rawFields.put(fieldName, new RawField(fieldAccess, descriptor, fieldSignature));
      }
      return null;
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
        String componentName, String descriptor, @Nullable String componentSignature) {
      rawComponents.add(componentSignature == null ? descriptor : componentSignature);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int methodAccess,
        String methodName,
        String descriptor,
        @Nullable String methodSignature,
        String @Nullable [] exceptions) {
      boolean hidden =
          (methodAccess & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0
              || methodName.equals("<clinit>");
      if (hidden) {
        return null;
      }
      List<String> names = new ArrayList<>(0);
      rawMethods
          .computeIfAbsent(methodName, k -> new ArrayList<>(1))
          .add(new RawMethod(methodAccess, methodName, descriptor, methodSignature, names));
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          names.add(simpleName(annotation));
          return null;
        }
      };
    }

    @Override
    public void visitEnd() {
      if (signature != null) {
        SignatureTypes.ClassHead head = SignatureTypes.classHead(signature);
        typeParameters = head.typeParameters();
        supertypes = head.supertypes();
      } else {
        List<TypeRef> result = new ArrayList<>();
        if (superName != null && (access & Opcodes.ACC_INTERFACE) == 0) {
          result.add(new TypeRef.Named(superName.replace('/', '.')));
        }
        for (String internalName : interfaces) {
          result.add(new TypeRef.Named(internalName.replace('/', '.')));
        }
        supertypes = List.copyOf(result);
      }
      if ((access & Opcodes.ACC_INTERFACE) != 0) {
        supertypes = supertypes.stream().filter(type -> !type.is("java.lang.Object")).toList();
      }
    }
  }

  private static String simpleName(String descriptor) {
    String internal = descriptor.substring(0, descriptor.length() - 1);
    return internal.substring(Math.max(internal.lastIndexOf('/'), internal.lastIndexOf('$')) + 1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  @Override
  public boolean isAnnotation() {
    return (access & Opcodes.ACC_ANNOTATION) != 0;
  }

  @Override
  public boolean isStatic() {
    return isStatic;
  }

  @Override
  public @Nullable String outerName() {
    return outerName;
  }

  @Override
  public List<TypeRef.Variable> typeParameters() {
    return typeParameters;
  }

  @Override
  public List<TypeRef> supertypes() {
    return supertypes;
  }

  @Override
  public List<MethodInfo> methods(String methodName) {
    if (!rawMethods.containsKey(methodName)) {
      return List.of();
    }
    return methods.computeIfAbsent(methodName, this::resolve);
  }

  private List<MethodInfo> resolve(String methodName) {
    List<MethodInfo> result = new ArrayList<>();
    for (RawMethod raw : rawMethods.getOrDefault(methodName, List.of())) {
      Type[] erased = Type.getArgumentTypes(raw.descriptor());
      SignatureTypes.MethodHead head =
          SignatureTypes.methodHead(
              raw.signature() == null ? raw.descriptor() : raw.signature(), typeParameters);
      List<TypeRef> parameters = head.parameters();
      if (parameters.size() < erased.length) {
        // Signatures leave out the synthetic parameters of inner and enum constructors.
        List<TypeRef> all = new ArrayList<>();
        for (int i = 0; i < erased.length - parameters.size(); i++) {
          all.add(SignatureTypes.ofDescriptor(erased[i].getDescriptor(), typeParameters));
        }
        all.addAll(parameters);
        parameters = List.copyOf(all);
      }
      if (methodName.equals("<init>") && !isStatic && !parameters.isEmpty()) {
        // A member class takes its outer instance first, which the source does not write.
        parameters = parameters.subList(1, parameters.size());
      }
      result.add(
          new MethodInfo(
              name,
              methodName,
              head.typeParameters(),
              parameters,
              head.returnType(),
              (raw.access() & Opcodes.ACC_STATIC) != 0,
              (raw.access() & Opcodes.ACC_VARARGS) != 0,
              (raw.access() & Opcodes.ACC_ABSTRACT) != 0,
              false,
              List.copyOf(raw.annotations())));
    }
    return List.copyOf(result);
  }

  @Override
  public Collection<MethodInfo> methods() {
    List<MethodInfo> result = new ArrayList<>();
    rawMethods.keySet().forEach(methodName -> result.addAll(methods(methodName)));
    return result;
  }

  @Override
  public @Nullable FieldInfo field(String fieldName) {
    RawField raw = rawFields.get(fieldName);
    return raw == null
        ? null
        : new FieldInfo(
            name,
            fieldName,
            SignatureTypes.ofDescriptor(
                raw.signature() == null ? raw.descriptor() : raw.signature(), typeParameters),
            (raw.access() & Opcodes.ACC_STATIC) != 0,
            false);
  }

  @Override
  public @Nullable String memberType(String simpleName) {
    return memberTypes.get(simpleName);
  }

  @Override
  public @Nullable List<TypeRef> components() {
    if ((access & Opcodes.ACC_RECORD) == 0) {
      return null;
    }
    return rawComponents.stream()
        .map(component -> SignatureTypes.ofDescriptor(component, typeParameters))
        .toList();
  }

  @Override
  public List<String> annotations() {
    return annotations;
  }
}
