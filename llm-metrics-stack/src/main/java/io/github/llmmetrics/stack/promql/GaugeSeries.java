package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricUnit;
import java.util.List;

/** The series of a gauge: the only ones whose value says something as it is. */
public final class GaugeSeries {

  private final Selector selector;

  GaugeSeries(Selector selector) {
    this.selector = selector;
  }

  /**
   * Those with one of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public GaugeSeries where(LabelDefinition label, String... values) {
    return new GaugeSeries(selector.where(label, List.of(values)));
  }

  /**
   * Those with none of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public GaugeSeries whereNot(LabelDefinition label, String... values) {
    return new GaugeSeries(selector.whereNot(label, List.of(values)));
  }

  /**
   * Their values now.
   *
   * @return a vector with all labels of the metric
   */
  public Vector now() {
    return new Vector(selector.text(), Vector.Shape.WHOLE, selector.labels(), isAdditive());
  }

  /**
   * The greatest value of each series.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector maxOver(Window window) {
    return over("max", window);
  }

  /**
   * The mean of each series.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector meanOver(Window window) {
    return over("avg", window);
  }

  /**
   * How long ago the point in time was that each series gives.
   *
   * @return seconds, with all labels of the metric
   * @throws IllegalArgumentException if the metric is no point in time
   */
  public Vector age() {
    if (selector.metric().unit() != MetricUnit.UNIX_SECONDS) {
      throw new IllegalArgumentException(selector.metric().name() + " is no point in time");
    }
    return new Vector("time() - " + selector.text(), Vector.Shape.BINARY, selector.labels(), false);
  }

  private Vector over(String function, Window window) {
    return Vector.function(
        function + "_over_time",
        selector.text() + "[" + window.text() + "]",
        selector.labels(),
        isAdditive());
  }

  private boolean isAdditive() {
    return selector.metric().unit().isAdditive();
  }
}
