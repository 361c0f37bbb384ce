package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.internal.Quota;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Order<C> order = new Order<>(0, List.of());

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

  abstract Labels labels(C cell);

  /** Whether a scrape shows the cell. */
  abstract boolean isExposed(C cell);

  /** What a scrape shows of the cells, which are in the order of their labels. */
  abstract MetricSnapshot snapshot(List<C> cells);

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

  // Identity on purpose: the question is whose series it is.
  @SuppressWarnings("ReferenceEquality")
  final boolean has(C cell, String... labelValues) {
    return cells.get(List.of(labelValues)) == cell;
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
      changes.incrementAndGet();
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
    changes.incrementAndGet();
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
    return List.of(snapshot(inOrder()));
  }

  @Override
  public List<Integer> seriesCounts() {
    int exposed = 0;
    for (C cell : cells.values()) {
      exposed += isExposed(cell) ? 1 : 0;
    }
    return List.of(exposed);
  }

  /** Sorted once and kept: client_java sorts each snapshot, which is quick where there is nothing to do. */
  private List<C> inOrder() {
    // Read before the cells: one that comes meanwhile makes the order stale, never incomplete for
    // good.
    int now = changes.get();
    Order<C> present = order;
    if (present.change != now) {
      List<C> sorted = new ArrayList<>(cells.values());
      sorted.sort(Comparator.comparing(this::labels));
      present = new Order<>(now, sorted);
      order = present;
    }
    return present.cells;
  }

  /** The cells by their labels, as of a change. */
  private record Order<C>(int change, List<C> cells) {}
}
