package dev.pollux.lint.source;

import dev.pollux.lint.code.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Types out of descriptors and generic signatures (JVM specification, section 4.7.9.1), of which a
 * descriptor is the simple case.
 */
final class SignatureTypes {
  record ClassHead(List<TypeRef.Variable> typeParameters, List<TypeRef> supertypes) {}

  record MethodHead(
      List<TypeRef.Variable> typeParameters, List<TypeRef> parameters, TypeRef returnType) {}

  private final String text;
  private final Map<String, TypeRef> variables = new HashMap<>();
  private int at;

  /**
   * @param ofClass variables of the class around, for their bounds
   */
  private SignatureTypes(String text, List<TypeRef.Variable> ofClass) {
    this.text = text;
    ofClass.forEach(variable -> variables.put(variable.name(), variable));
  }

  static ClassHead classHead(String signature) {
    SignatureTypes reader = new SignatureTypes(signature, List.of());
    List<TypeRef.Variable> parameters = reader.typeParameters();
    List<TypeRef> supertypes = new ArrayList<>();
    while (reader.at < signature.length()) {
      supertypes.add(reader.type());
    }
    return new ClassHead(parameters, List.copyOf(supertypes));
  }

  static MethodHead methodHead(String signature, List<TypeRef.Variable> ofClass) {
    SignatureTypes reader = new SignatureTypes(signature, ofClass);
    List<TypeRef.Variable> typeParameters = reader.typeParameters();
    reader.at++; // (
    List<TypeRef> parameters = new ArrayList<>();
    while (reader.text.charAt(reader.at) != ')') {
      parameters.add(reader.type());
    }
    reader.at++;
    return new MethodHead(typeParameters, List.copyOf(parameters), reader.type());
  }

  static TypeRef ofDescriptor(String signature, List<TypeRef.Variable> ofClass) {
    return new SignatureTypes(signature, ofClass).type();
  }

  private List<TypeRef.Variable> typeParameters() {
    if (text.charAt(at) != '<') {
      return List.of();
    }
    at++;
    int begin = at;
    // Bounds may name each other: the first reading finds what their erasures are.
    for (TypeRef.Variable variable : declaredParameters()) {
      variables.put(
          variable.name(),
          new TypeRef.Variable(variable.name(), TypeTerms.erase(variable.bound())));
    }
    at = begin;
    List<TypeRef.Variable> result = declaredParameters();
    result.forEach(variable -> variables.put(variable.name(), variable));
    return result;
  }

  private List<TypeRef.Variable> declaredParameters() {
    List<TypeRef.Variable> result = new ArrayList<>();
    while (text.charAt(at) != '>') {
      int colon = text.indexOf(':', at);
      String name = text.substring(at, colon);
      at = colon;
      TypeRef bound = null;
      while (text.charAt(at) == ':') {
        at++;
        if (text.charAt(at) != ':' && text.charAt(at) != '>') {
          TypeRef next = type();
          bound = bound == null ? next : bound;
        }
      }
      result.add(new TypeRef.Variable(name, bound == null ? TypeRef.OBJECT : bound));
    }
    at++;
    return List.copyOf(result);
  }

  private TypeRef type() {
    char c = text.charAt(at++);
    switch (c) {
      case 'L':
        return named();
      case '[':
        return new TypeRef.Array(type());
      case 'T':
        int end = text.indexOf(';', at);
        String name = text.substring(at, end);
        at = end + 1;
        TypeRef known = variables.get(name);
        return known != null ? known : new TypeRef.Variable(name, TypeRef.OBJECT);
      default:
        return primitive(c);
    }
  }

  private static TypeRef primitive(char c) {
    return switch (c) {
      case 'V' -> TypeRef.VOID;
      case 'Z' -> TypeRef.BOOLEAN;
      case 'I' -> TypeRef.INT;
      case 'B' -> new TypeRef.Primitive("byte");
      case 'C' -> new TypeRef.Primitive("char");
      case 'S' -> new TypeRef.Primitive("short");
      case 'J' -> new TypeRef.Primitive("long");
      case 'F' -> new TypeRef.Primitive("float");
      case 'D' -> new TypeRef.Primitive("double");
      default -> TypeRef.UNKNOWN;
    };
  }

  private TypeRef named() {
    StringBuilder name = new StringBuilder();
    List<TypeRef> arguments = List.of();
    while (true) {
      char c = text.charAt(at++);
      switch (c) {
        case ';':
          return new TypeRef.Named(name.toString(), arguments);
        case '<':
          arguments = arguments();
          break;
        case '.':
          name.append('$');
          arguments = List.of();
          break;
        case '/':
          name.append('.');
          break;
        default:
          name.append(c);
      }
    }
  }

  private List<TypeRef> arguments() {
    List<TypeRef> result = new ArrayList<>();
    while (text.charAt(at) != '>') {
      switch (text.charAt(at)) {
        case '*':
          at++;
          result.add(TypeTerms.ANY);
          break;
        case '+':
          at++;
          result.add(type());
          break;
        case '-':
          at++;
          result.add(TypeTerms.superOf(type()));
          break;
        default:
          result.add(type());
      }
    }
    at++;
    return List.copyOf(result);
  }
}
