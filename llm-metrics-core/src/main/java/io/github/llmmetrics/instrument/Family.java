package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.internal.Quota;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One metric and its cells, at most as many as its cap; what comes beyond goes to cells whose labels say {@code other},
 * but for the closed ones.
 *
 * @param <C> the kind of cell
 */
abstract class Family<C> implements Source {

  final MetricDefinition definition;
  private final Descriptor descriptor;
  private final InstrumentSet set;
  private final Map<List<String>, C> cells = new ConcurrentHashMap<>();
  private final Quota quota;

  Family(MetricDefinition definition, InstrumentSet set) {
    this.definition = definition;
    this.set = set;
    this.descriptor = new Descriptor(definition, set.constantLabels());
    // Room for the series `other`, one for each combination of closed labels, is kept from the
    // start.
    this.quota = new Quota(set.seriesLimit() - Descriptor.closedCombinations(definition));
  }

  /** Makes the cell of one set of labels; it may be thrown away if another thread was faster. */
  abstract C newCell(Labels labels);

  /** The cell to use where the cap is reached. */
  abstract C overflowCell(List<String> labelValues);

  abstract MetricSnapshot snapshot(Collection<C> cells);

  final C resolve(String... labelValues) {
    List<String> key = List.of(labelValues);
    C cell = cells.get(key);
    if (cell != null) {
      return cell;
    }
    if (isOverflow(key) || quota.tryTake()) {
      return create(key);
    }
    return overflowCell(key);
  }

  /**
   * Takes a series out of the exposition. What is still recorded into its cell is seen by nobody; asking for the cell
   * again makes a new one.
   *
   * @param labelValues as they were given when the series was made; unknown ones change nothing
   */
  public final void remove(String... labelValues) {
    List<String> key = List.of(labelValues);
    if (cells.remove(key) != null) {
      release(key);
    }
  }

  /** The cell whose labels say {@code other}, but for the closed ones. */
  final C otherCell(List<String> labelValues) {
    List<String> key = new ArrayList<>(labelValues);
    for (int i = 0; i < key.size(); i++) {
      if (!definition.labels().get(i).isClosed()) {
        key.set(i, LabelDefinition.OTHER);
      }
    }
    set.listener().overflowed(definition);
    C cell = cells.get(key);
    return cell != null ? cell : create(List.copyOf(key));
  }

  /** Whether every label that is not closed says {@code other}: such a series has its room already. */
  private boolean isOverflow(List<String> key) {
    boolean canOverflow = false;
    for (int i = 0; i < key.size(); i++) {
      if (!definition.labels().get(i).isClosed()) {
        canOverflow = true;
        if (!key.get(i).equals(LabelDefinition.OTHER)) {
          return false;
        }
      }
    }
    return canOverflow;
  }

  private C create(List<String> key) {
    C created = newCell(descriptor.labels(key));
    C existing = cells.putIfAbsent(key, created);
    if (existing != null) {
      release(key);
      return existing;
    }
    return created;
  }

  private void release(List<String> key) {
    if (!isOverflow(key)) {
      quota.giveBack();
    }
  }

  final Descriptor descriptor() {
    return descriptor;
  }

  final SeriesListener listener() {
    return set.listener();
  }

  @Override
  public List<Descriptor> descriptors() {
    return List.of(descriptor);
  }

  @Override
  public List<MetricSnapshot> collect() {
    return List.of(snapshot(cells.values()));
  }
}
