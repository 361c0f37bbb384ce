package io.github.llmmetrics.stack.estimate;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One service, by what multiplies its series: how many values each label has. It counts the worst case, in which every model
 * meets every customer and ends in every way.
 *
 * <p>A label's limit bounds its values: with more customers than {@code labelLimit("customer_id", n)} allows, there are n, and
 * one more for {@code other}.
 *
 * @param values how many values there are of each label; a metric one of whose labels has none is left out
 */
public record Instance(Map<LabelDefinition, Integer> values) {

  private static final int MOST = 100_000;

  /** A bucket for {@code +Inf}, the sum and the count. */
  private static final int LINES_BESIDE_BOUNDS = 3;

  /** Labels whose values the library or the hardware decides: what a GPU of today has. */
  private static final Map<LabelDefinition, Integer> FIXED = Map.ofEntries(
      Map.entry(LabelDefinitions.UUID, 1),
      Map.entry(LabelDefinitions.NAME, 1),
      Map.entry(LabelDefinitions.PCI_BUS_ID, 1),
      Map.entry(LabelDefinitions.DRIVER_VERSION, 1),
      Map.entry(LabelDefinitions.XID, 34),
      Map.entry(LabelDefinitions.VERSION, 1),
      Map.entry(LabelDefinitions.MODELS, 1));

  /** The same for labels that mean another thing on each metric. */
  private static final Map<MetricDefinition, Integer> FIXED_BY_METRIC = Map.of(
      SystemMetrics.GPU_THROTTLE, 9,
      SystemMetrics.GPU_THROTTLE_TIME, 9,
      SystemMetrics.GPU_POLL_ERRORS, 36,
      SelfMetrics.METRICS_REPAIRED, 6,
      SelfMetrics.METRICS_OVERFLOW, 7);

  /** There only while a GPU is down, is divided, or has its processes listed. */
  private static final List<MetricDefinition> NOT_COUNTED = List.of(
      SystemMetrics.GPU_DOWN_REASON,
      SystemMetrics.GPU_MIG_MEMORY_USED,
      SystemMetrics.GPU_MIG_MEMORY_TOTAL,
      SystemMetrics.GPU_PROCESS_MEMORY);

  /** What the GPU module tells of itself: no label says that it belongs to GPUs. */
  private static final List<MetricDefinition> OF_GPU_POLLING = List.of(
      SystemMetrics.GPU_DRIVER_UP,
      SystemMetrics.GPU_POLL_DURATION,
      SystemMetrics.GPU_POLL_ERRORS,
      SystemMetrics.GPU_LAST_POLL);

  /** What the host module tells beside CPUs. */
  private static final List<MetricDefinition> OF_HOST = MetricCatalogue.all().stream()
      .filter(metric -> metric.labels().contains(LabelDefinitions.NETWORK_DEVICE)
          || metric.equals(SystemMetrics.MEMORY_TOTAL)
          || metric.equals(SystemMetrics.MEMORY_AVAILABLE))
      .toList();

  private static final List<MetricDefinition> SERIES_REPORT =
      List.of(SelfMetrics.METRICS_SERIES, SelfMetrics.METRICS_SERIES_LIMIT);

  /** Two models and fifty customers, scored and rated, on eight GPUs and 64 CPUs. */
  public static final Instance TYPICAL = new Instance(Map.of(
      LabelDefinitions.MODEL, 2,
      LabelDefinitions.CUSTOMER_ID, 50,
      LabelDefinitions.EVALUATOR, 1,
      LabelDefinitions.SEGMENT, 1,
      LabelDefinitions.REFUSAL_REASON, 3,
      LabelDefinitions.SAFETY_CATEGORY, 3,
      LabelDefinitions.GPU_ID, 8,
      LabelDefinitions.CPU, 64,
      LabelDefinitions.NETWORK_DEVICE, 2));

  /**
   * Checks the labels and ranges.
   *
   * @param values of those labels that {@link #TYPICAL} has, 0 to 100,000 each
   */
  public Instance {
    values.forEach(Instance::check);
    values = Map.copyOf(values);
  }

  private static void check(LabelDefinition label, int count) {
    Settings.require(
        !FIXED.containsKey(label) && !label.isClosed(),
        label.name(),
        count,
        "left out: a team does not choose its values");
    Settings.require(count >= 0 && count <= MOST, label.name(), count, "0 to " + MOST);
  }

  /**
   * The same, with another number of values.
   *
   * @param label of {@link #TYPICAL}
   * @param count 0 to 100,000
   * @return a new instance
   */
  public Instance with(LabelDefinition label, int count) {
    Map<LabelDefinition, Integer> changed = new HashMap<>(values);
    changed.put(label, count);
    return new Instance(changed);
  }

  /**
   * How many series each metric has; a histogram has one for each bucket, the sum and the count.
   *
   * @return by metric, in the order of the catalogue; those without series are left out
   */
  public Map<MetricDefinition, Long> series() {
    Map<MetricDefinition, Long> series = new LinkedHashMap<>();
    for (MetricDefinition metric : MetricCatalogue.all()) {
      long count = combinations(metric) * lines(metric);
      if (count > 0) {
        series.put(metric, count);
      }
    }
    long watched = series.keySet().stream().filter(Instance::canGrow).count();
    SERIES_REPORT.forEach(metric -> series.put(metric, watched));
    return series;
  }

  /**
   * How many series the service has.
   *
   * @return what one scrape brings at most
   */
  public long total() {
    return series().values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean canGrow(MetricDefinition metric) {
    return !metric.labels().stream().allMatch(LabelDefinition::isClosed);
  }

  private static int lines(MetricDefinition metric) {
    return metric.type() == MetricType.HISTOGRAM
        ? metric.buckets().size() + LINES_BESIDE_BOUNDS
        : 1;
  }

  private long combinations(MetricDefinition metric) {
    if (NOT_COUNTED.contains(metric)
        || (OF_GPU_POLLING.contains(metric) && count(LabelDefinitions.GPU_ID) == 0)
        || (OF_HOST.contains(metric) && count(LabelDefinitions.CPU) == 0)) {
      return 0;
    }
    return metric.labels().stream()
        .mapToLong(label -> label.isClosed() ? label.values().size() : count(metric, label))
        .reduce(1, Math::multiplyExact);
  }

  private int count(MetricDefinition metric, LabelDefinition label) {
    return label.equals(LabelDefinitions.GPU_ID)
        ? count(label)
        : FIXED_BY_METRIC.getOrDefault(metric, count(label));
  }

  private int count(LabelDefinition label) {
    return FIXED.getOrDefault(label, values.getOrDefault(label, 0));
  }
}
