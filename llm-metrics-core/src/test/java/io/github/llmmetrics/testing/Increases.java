package io.github.llmmetrics.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a Prometheus makes of counters from one scrape to the next: how much each has increased, where a series counts from
 * the first sample that was seen of it, and one that comes back lower than it was has begun again.
 */
public final class Increases {

  private final String prefix;
  private final Map<String, Double> last = new HashMap<>();
  private Set<String> present = Set.of();
  private double sum;
  private double unseen;

  /** Of the series whose name and labels begin with this. */
  public Increases(String prefix) {
    this.prefix = prefix;
  }

  /** Reads a scrape; a series may fall only where it was absent from the one before. */
  public void scrape(Map<String, Double> series) {
    Map<String, Double> now = new HashMap<>();
    series.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        now.put(name, value);
        add(name, value);
      }
    });
    last.putAll(now);
    present = now.keySet();
  }

  private void add(String name, double value) {
    Double before = last.get(name);
    if (before == null) {
      unseen += value;
    } else if (value >= before) {
      sum += value - before;
    } else if (present.contains(name)) {
      throw new AssertionError(name + " fell from " + before + " to " + value);
    } else {
      sum += value;
    }
  }

  /** What all increases add up to. */
  public double sum() {
    return sum;
  }

  /** What series had at their first sample, which no increase shows. */
  public double unseen() {
    return unseen;
  }

  /** The series of the last scrape. */
  public Set<String> present() {
    return present;
  }
}
