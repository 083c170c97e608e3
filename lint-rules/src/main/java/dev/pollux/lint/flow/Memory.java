package dev.pollux.lint.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values of places on a path, and the facts about values. Immutable. */
final class Memory {
  /** A question about a value. */
  record Question(Value subject, dev.pollux.lint.flow.Predicate predicate) {}

  static final Memory EMPTY = new Memory(Map.of(), Map.of());

  private final Map<Place, Value> places;
  private final Map<Question, Boolean> facts;
  private final int hash;

  private Memory(Map<Place, Value> places, Map<Question, Boolean> facts) {
    this.places = places;
    this.facts = facts;
    this.hash = 31 * places.hashCode() + facts.hashCode();
  }

  /** What the place holds; the symbol for its first value when nothing was put there. */
  Value get(Place place) {
    Value value = places.get(place);
    return value != null ? value : new Value.Symbol(place, 0);
  }

  @Nullable Value find(Place place) {
    return places.get(place);
  }

  @Nullable Boolean fact(Value subject, dev.pollux.lint.flow.Predicate predicate) {
    return facts.get(new Question(subject, predicate));
  }

  Map<Question, Boolean> facts() {
    return facts;
  }

  Memory with(Place place, Value value) {
    if (value.equals(places.get(place))) {
      return this;
    }
    Map<Place, Value> changed = new HashMap<>(places);
    changed.put(place, value);
    return new Memory(changed, facts);
  }

  Memory with(Value subject, dev.pollux.lint.flow.Predicate predicate, boolean truth) {
    Map<Question, Boolean> changed = new HashMap<>(facts);
    changed.put(new Question(subject, predicate), truth);
    return new Memory(places, changed);
  }

  /**
   * The places that something is known of: they hold a value, or there is a fact about what they
   * held in the beginning. Not those of expressions.
   */
  Set<Place> mentioned() {
    Set<Place> mentioned = new LinkedHashSet<>(places.keySet());
    Set<Value> values = new HashSet<>(places.values());
    facts.keySet().forEach(question -> Symbols.addAll(question.subject(), values));
    for (Value value : values) {
      if (value instanceof Value.Symbol symbol && symbol.site() instanceof Place place) {
        mentioned.add(place);
      }
    }
    mentioned.removeIf(place -> place instanceof Place.Temp || place instanceof Place.Result);
    return mentioned;
  }

  /** Keeps the places that are wanted, and the facts about values that can still be met. */
  Memory retain(Predicate<Place> wanted) {
    Map<Place, Value> keptPlaces = new HashMap<>();
    Set<Value> met = new HashSet<>();
    places.forEach(
        (place, value) -> {
          if (wanted.test(place)) {
            keptPlaces.put(place, value);
            Symbols.addAll(value, met);
          }
        });
    Map<Question, Boolean> keptFacts = new HashMap<>();
    facts.forEach(
        (question, truth) -> {
          if (Symbols.canMeet(question.subject(), met, wanted)) {
            keptFacts.put(question, truth);
          }
        });
    if (keptPlaces.size() == places.size() && keptFacts.size() == facts.size()) {
      return this;
    }
    return new Memory(keptPlaces, keptFacts);
  }

  /** What both agree on; a place on which they differ holds nothing known. */
  Memory join(Memory other) {
    Map<Place, Value> both = new HashMap<>();
    places.forEach(
        (place, value) -> both.put(place, value.equals(other.get(place)) ? value : Value.UNKNOWN));
    other.places.forEach(
        (place, value) ->
            both.merge(place, Value.UNKNOWN, (mine, u) -> value.equals(mine) ? mine : u));
    Map<Question, Boolean> agreed = new HashMap<>(facts);
    agreed.entrySet().retainAll(other.facts.entrySet());
    return new Memory(both, agreed);
  }

  /** Makes room for a new value of the site: the last one becomes the one before. */
  Memory age(Object site) {
    Value newest = new Value.Symbol(site, 0);
    Value older = new Value.Symbol(site, 1);
    Map<Place, Value> changedPlaces = new HashMap<>();
    boolean changed = false;
    for (Map.Entry<Place, Value> entry : places.entrySet()) {
      Value value = Symbols.replace(entry.getValue(), older, Value.UNKNOWN);
      value = Symbols.replace(value, newest, older);
      changed |= value != entry.getValue();
      changedPlaces.put(entry.getKey(), value);
    }
    Map<Question, Boolean> changedFacts = new HashMap<>();
    for (Map.Entry<Question, Boolean> entry : facts.entrySet()) {
      Question question = entry.getKey();
      if (Symbols.mentions(question.subject(), older)) {
        changed = true;
      } else if (Symbols.mentions(question.subject(), newest)) {
        changed = true;
        changedFacts.put(
            new Question(Symbols.replace(question.subject(), newest, older), question.predicate()),
            entry.getValue());
      } else {
        changedFacts.put(question, entry.getValue());
      }
    }
    return changed ? new Memory(changedPlaces, changedFacts) : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Memory memory
            && memory.hash == hash
            && memory.places.equals(places)
            && memory.facts.equals(facts));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
