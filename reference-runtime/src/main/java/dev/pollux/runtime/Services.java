package dev.pollux.runtime;

import org.jspecify.annotations.Nullable;

/** What {@code Context.service} finds in a poll of this runtime. */
final class Services {

  private final Object[] offered;

  Services(Object... offered) {
    this.offered = offered.clone();
  }

  <S> S find(Class<S> type) {
    @Nullable S found = null;
    for (Object service : offered) {
      if (type.isInstance(service)) {
        found = type.cast(service);
        break;
      }
    }
    if (found == null) {
      throw new IllegalStateException(
          "this runtime offers no "
              + type.getName()
              + ": it offers timers and a reactor; build the future with what those can do");
    }
    return found;
  }
}
