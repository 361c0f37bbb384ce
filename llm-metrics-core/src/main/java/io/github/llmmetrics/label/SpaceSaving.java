package io.github.llmmetrics.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The heaviest of any number of values in the memory of a few: the Space-Saving sketch of Metwally, Agrawal and El
 * Abbadi (2005). A value that has more than one capacity-th of all weight is in it for certain; what it weighs is known to
 * within its error. Costs the logarithm of the capacity. Not thread-safe.
 */
final class SpaceSaving {

  private static final Comparator<Counter> LIGHTEST_FIRST = Comparator.<Counter>comparingDouble(
          counter -> counter.weight)
      .thenComparingLong(counter -> counter.serial);

  private final int capacity;
  private final Map<String, Counter> byValue = new HashMap<>();
  private TreeSet<Counter> byWeight = new TreeSet<>(LIGHTEST_FIRST);
  private double total;
  private long serials;

  SpaceSaving(int capacity) {
    this.capacity = capacity;
  }

  /** Sees a value once. */
  void add(String value) {
    total++;
    Counter counter = byValue.get(value);
    if (counter == null) {
      counter = newCounter(value);
    } else {
      byWeight.remove(counter);
    }
    counter.weight++;
    byWeight.add(counter);
  }

  /** Where there is no room, the newcomer takes over the lightest one's weight, as the error that its own may have. */
  private Counter newCounter(String value) {
    Counter counter = new Counter(value, serials++);
    if (byValue.size() == capacity) {
      Counter lightest = byWeight.pollFirst();
      byValue.remove(lightest.value);
      counter.weight = lightest.weight;
      counter.error = lightest.weight;
    }
    byValue.put(value, counter);
    return counter;
  }

  /** Forgets a value. */
  void remove(String value) {
    Counter counter = byValue.remove(value);
    if (counter != null) {
      byWeight.remove(counter);
    }
  }

  /** Makes all that was seen so far count less. */
  void scale(double factor) {
    total *= factor;
    // Rebuilt: two weights may become one, and then their order is another.
    TreeSet<Counter> scaled = new TreeSet<>(LIGHTEST_FIRST);
    byWeight.forEach(counter -> {
      counter.weight *= factor;
      counter.error *= factor;
      scaled.add(counter);
    });
    byWeight = scaled;
  }

  /** What all values weigh, those included that are forgotten. */
  double total() {
    return total;
  }

  int size() {
    return byValue.size();
  }

  /** The values with what each weighs at the least, the heaviest first. */
  List<Weighed> heaviest() {
    List<Weighed> weighed = new ArrayList<>(byValue.size());
    byValue.forEach(
        (value, counter) -> weighed.add(new Weighed(value, counter.weight - counter.error)));
    weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed());
    return weighed;
  }

  /** A value and what it weighs at the least. */
  record Weighed(String value, double weight) {}

  private static final class Counter {
    private final String value;
    private final long serial;
    private double weight;
    private double error;

    private Counter(String value, long serial) {
      this.value = value;
      this.serial = serial;
    }
  }
}
