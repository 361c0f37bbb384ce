package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.ArrayList;
import java.util.List;

/**
 * Which targets a set of queries is about, and the way to every series: all of them for rules, those that a person chose
 * for a dashboard.
 *
 * <pre>{@code
 * Vector errors = Scope.ALL
 *     .counter(ApplicationMetrics.REQUESTS)
 *     .where(LabelDefinitions.STATUS, LabelDefinitions.BAD_STATUSES)
 *     .rate(Window.of(Duration.ofMinutes(5)))
 *     .sumBy(LabelDefinitions.MODEL);
 * }</pre>
 *
 * @param matchers the conditions on every series that has the label
 */
public record Scope(List<Matcher> matchers) {

  /** Every target. */
  public static final Scope ALL = new Scope(List.of());

  /**
   * Copies the list.
   *
   * @param matchers the conditions
   */
  public Scope {
    matchers = List.copyOf(matchers);
  }

  /**
   * A gauge's series, or an info's.
   *
   * @param metric a gauge or an info
   * @return its series
   */
  public GaugeSeries gauge(MetricDefinition metric) {
    return new GaugeSeries(select(metric, MetricType.GAUGE, MetricType.INFO));
  }

  /**
   * A counter's series.
   *
   * @param metric a counter
   * @return its series
   */
  public CounterSeries counter(MetricDefinition metric) {
    return new CounterSeries(select(metric, MetricType.COUNTER));
  }

  /**
   * A histogram's series.
   *
   * @param metric a histogram
   * @return its series
   */
  public HistogramSeries histogram(MetricDefinition metric) {
    return new HistogramSeries(select(metric, MetricType.HISTOGRAM));
  }

  /**
   * What Grafana asks for the values of a label: not PromQL, but the query of a dashboard's variable.
   *
   * @param label of the metric, or of the target
   * @param metric of any type
   * @return for example {@code label_values(llm_queue_depth{job=~"$job"}, model)}
   */
  public String labelValues(LabelDefinition label, MetricDefinition metric) {
    Selector selector = select(metric, metric.type());
    if (!selector.labels().contains(label.name())) {
      throw new IllegalArgumentException(
          metric.name() + " has no label " + label.name() + ", but " + selector.labels());
    }
    String suffix = metric.type() == MetricType.HISTOGRAM ? "_count" : "";
    return "label_values(" + selector.text(suffix) + ", " + label.name() + ")";
  }

  private Selector select(MetricDefinition metric, MetricType... types) {
    if (!List.of(types).contains(metric.type())) {
      throw new IllegalArgumentException(
          metric.name() + " is a " + metric.type().label() + ", not a " + types[0].label());
    }
    List<LabelDefinition> labels = new ArrayList<>(metric.labels());
    labels.addAll(TargetLabels.ALL);
    List<String> names = labels.stream().map(LabelDefinition::name).toList();
    List<Matcher> applicable =
        matchers.stream().filter(matcher -> names.contains(matcher.label())).toList();
    return new Selector(metric, names, applicable);
  }
}
