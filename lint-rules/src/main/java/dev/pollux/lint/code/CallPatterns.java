package dev.pollux.lint.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Patterns, the ones that take out again among them, asked of methods. Answers are kept; safe for
 * use by many threads.
 *
 * @param <V> what a pattern stands for
 */
final class CallPatterns<V> {
  /** One entry; without a value it takes out what it matches. */
  record Entry<V>(CallPattern pattern, @Nullable V value) {}

  private record Key(String receiver, MethodRef method) {}

  private record Answer<V>(@Nullable V value) {}

  private final List<Entry<V>> entries;
  private final Types types;
  private final Map<Key, Answer<V>> answers = new ConcurrentHashMap<>();

  CallPatterns(List<Entry<V>> entries, Types types) {
    this.entries = List.copyOf(entries);
    this.types = types;
  }

  /**
   * What the method stands for; null when no pattern matches it, or one takes it out.
   *
   * @param receiver the type it is called on, when that is known better than the method's class
   */
  @Nullable V find(@Nullable TypeRef receiver, @Nullable MethodRef method) {
    if (method == null) {
      return null;
    }
    String on = className(receiver, method);
    MethodRef plain =
        new MethodRef(
            method.owner(),
            method.name(),
            method.parameters(),
            TypeRef.UNKNOWN,
            method.isStatic(),
            method.isVarargs());
    Key key = new Key(on, plain);
    Answer<V> answer = answers.get(key);
    if (answer == null) {
      answer = new Answer<>(search(on, plain));
      answers.put(key, answer);
    }
    return answer.value();
  }

  private static String className(@Nullable TypeRef receiver, MethodRef method) {
    TypeRef type = receiver;
    while (type instanceof TypeRef.Variable variable) {
      type = variable.bound();
    }
    return type instanceof TypeRef.Named named ? named.name() : method.owner();
  }

  private @Nullable V search(String receiver, MethodRef method) {
    V found = null;
    List<String> names = null;
    for (Entry<V> entry : entries) {
      CallPattern pattern = entry.pattern();
      if (found != null && entry.value() != null || !pattern.namesMethod(method.name())) {
        continue;
      }
      if (names == null) {
        names = lineage(receiver, method.owner());
      }
      if (names.stream().anyMatch(pattern::namesType) && pattern.acceptsParameters(method, types)) {
        if (entry.value() == null) {
          return null;
        }
        found = entry.value();
      }
    }
    return found;
  }

  /** The receiver's class and all its supertypes; constructors belong to their class alone. */
  private List<String> lineage(String receiver, String owner) {
    Set<String> seen = new HashSet<>();
    List<String> result = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(receiver, owner));
    while (!open.isEmpty()) {
      String next = open.poll();
      if (seen.add(next)) {
        result.add(next);
        List<TypeRef> supertypes = types.supertypes(next);
        if (supertypes != null) {
          for (TypeRef supertype : supertypes) {
            if (supertype instanceof TypeRef.Named named) {
              open.add(named.name());
            }
          }
        }
      }
    }
    return result;
  }
}
