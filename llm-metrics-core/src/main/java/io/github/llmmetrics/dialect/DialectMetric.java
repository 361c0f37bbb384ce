package io.github.llmmetrics.dialect;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.List;
import java.util.stream.Stream;

/**
 * A metric of another server, made of ours. It has the labels {@code model_name} and {@code engine}, which is always
 * {@code 0}, and perhaps one of its own.
 *
 * @param name as the other server exposes it
 * @param type counter, gauge or histogram
 * @param label the name of its own label; empty for none
 * @param buckets the upper bounds of a histogram, ascending, without {@code +Inf}; empty for any other type
 * @param series what it has for each model; of a histogram one, with one term
 */
public record DialectMetric(
    String name, MetricType type, String label, List<Double> buckets, List<DialectSeries> series) {

  /** The label that says the model. */
  public static final String MODEL_LABEL = "model_name";

  /** The label that says which engine of a process it is. */
  public static final String ENGINE_LABEL = "engine";

  /** The only engine. */
  public static final String ENGINE = "0";

  /**
   * Copies the lists.
   *
   * @param name as the other server exposes it
   * @param type counter, gauge or histogram
   * @param label the name of its own label
   * @param buckets the upper bounds of a histogram
   * @param series what it has for each model
   */
  public DialectMetric {
    buckets = List.copyOf(buckets);
    series = List.copyOf(series);
  }

  static DialectMetric histogram(String name, List<Double> buckets, DialectTerm term) {
    return new DialectMetric(
        name, MetricType.HISTOGRAM, "", buckets, List.of(new DialectSeries("", List.of(term))));
  }

  static DialectMetric counter(String name, DialectTerm... terms) {
    return single(name, MetricType.COUNTER, terms);
  }

  static DialectMetric gauge(String name, DialectTerm... terms) {
    return single(name, MetricType.GAUGE, terms);
  }

  private static DialectMetric single(String name, MetricType type, DialectTerm... terms) {
    return new DialectMetric(
        name, type, "", List.of(), List.of(new DialectSeries("", List.of(terms))));
  }

  static DialectMetric counterBy(String label, String name, DialectSeries... series) {
    return new DialectMetric(name, MetricType.COUNTER, label, List.of(), List.of(series));
  }

  /**
   * The names of the labels.
   *
   * @return its own last
   */
  public List<String> labelNames() {
    return label.isEmpty()
        ? List.of(MODEL_LABEL, ENGINE_LABEL)
        : List.of(MODEL_LABEL, ENGINE_LABEL, label);
  }

  /**
   * The metrics of the catalogue that it is made of.
   *
   * @return each once, in their order
   */
  public List<MetricDefinition> sources() {
    return terms().map(DialectTerm::metric).distinct().toList();
  }

  /**
   * Whether a histogram of the catalogue needs this one's bounds, too.
   *
   * @param metric a metric of the catalogue
   * @return true where this is a histogram that is made of it
   */
  public boolean needsBoundsOf(MetricDefinition metric) {
    return type == MetricType.HISTOGRAM && sources().contains(metric);
  }

  private Stream<DialectTerm> terms() {
    return series.stream().flatMap(each -> each.terms().stream());
  }
}
