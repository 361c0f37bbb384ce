package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.List;

/** The series of a counter. Their value says how long a process has run, so it can only be looked at as a change. */
public final class CounterSeries {

  private final Selector selector;

  CounterSeries(Selector selector) {
    this.selector = selector;
  }

  /**
   * Those with one of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public CounterSeries where(LabelDefinition label, String... values) {
    return where(label, List.of(values));
  }

  /**
   * Those with one of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public CounterSeries where(LabelDefinition label, List<String> values) {
    return new CounterSeries(selector.where(label, values));
  }

  /**
   * Those with none of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public CounterSeries whereNot(LabelDefinition label, String... values) {
    return new CounterSeries(selector.whereNot(label, List.of(values)));
  }

  /**
   * The change in a second.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector rate(Window window) {
    return over("rate", window);
  }

  /**
   * The change in the whole window.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector increase(Window window) {
    return over("increase", window);
  }

  private Vector over(String function, Window window) {
    return Vector.function(
        function, selector.text() + "[" + window.text() + "]", selector.labels(), true);
  }
}
