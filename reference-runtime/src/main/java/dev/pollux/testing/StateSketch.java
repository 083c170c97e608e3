package dev.pollux.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A number for the state that a future reaches, equal as long as none of it changes. It follows the
 * fields of the project's objects, looks into arrays and counters, and counts what it may not read
 * as changed.
 */
final class StateSketch {
  private static final int MOST_OBJECTS = 512;
  private static final int MOST_ELEMENTS = 256;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private long hash = 17;

  private StateSketch() {}

  static long of(Object root) {
    StateSketch sketch = new StateSketch();
    sketch.value(root);
    while (!sketch.open.isEmpty()) {
      sketch.look(sketch.open.pop());
    }
    return sketch.hash;
  }

  private void mix(long part) {
    hash = hash * 31 + part;
  }

  private void value(Object value) {
    if (value == null) {
      mix(0);
    } else if (value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof String
        || value instanceof AtomicBoolean) {
      mix(value.toString().hashCode()); // counters and flags by their value
    } else {
      mix(System.identityHashCode(value));
      if (seen.size() < MOST_OBJECTS && seen.add(value)) {
        open.push(value);
      }
    }
  }

  private void look(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = Math.min(Array.getLength(object), MOST_ELEMENTS);
      for (int i = 0; i < length; i++) {
        value(Array.get(object, i));
      }
    } else if (object instanceof AtomicReference<?> reference) {
      value(reference.get());
    } else if (object instanceof Collection<?> collection && Frames.isJdk(type.getName())) {
      mix(collection.size());
    } else if (object instanceof Map<?, ?> map && Frames.isJdk(type.getName())) {
      mix(map.size());
    } else if (!Frames.isJdk(type.getName()) && !Frames.isChecker(type.getName())) {
      fields(object, type);
    }
  }

  private void fields(Object object, Class<?> type) {
    for (Class<?> c = type; c != null && !Frames.isJdk(c.getName()); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          read(object, field);
        }
      }
    }
  }

  private void read(Object object, Field field) {
    try {
      field.setAccessible(true);
      value(field.get(object));
    } catch (RuntimeException | IllegalAccessException closed) {
      mix(System.nanoTime());
    }
  }
}
