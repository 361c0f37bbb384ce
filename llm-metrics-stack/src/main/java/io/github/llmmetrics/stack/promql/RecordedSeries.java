package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series that a recording rule writes.
 *
 * @param name {@code level:metric:operations}, as Prometheus advises
 * @param value the expression that is recorded
 * @param fixed labels that the rule adds, by name
 */
public record RecordedSeries(String name, Vector value, Map<String, String> fixed) {

  private static final Pattern NAME = Pattern.compile("[a-z_]+:[a-z0-9_]+:[a-z0-9_]+");

  /**
   * Checks the name.
   *
   * @param name {@code level:metric:operations}
   * @param value the expression
   * @param fixed further labels
   */
  public RecordedSeries {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "recording rule: " + name + " must be of the form level:metric:operations");
    }
    fixed = Map.copyOf(fixed);
  }

  /**
   * The recorded values now.
   *
   * @return a vector with the labels of the expression and the fixed ones
   */
  public Vector now() {
    return now(List.of());
  }

  /**
   * Some of the recorded values now.
   *
   * @param matchers further conditions
   * @return a vector with the labels of the expression and the fixed ones
   */
  public Vector now(List<Matcher> matchers) {
    return new Vector(selector(matchers), Vector.Shape.WHOLE, labels(), value.isAdditive());
  }

  /**
   * The sum of all recorded values of each series.
   *
   * @param window to look back over
   * @return a vector with the same labels
   */
  public Vector sumOver(Window window) {
    return over("sum", window);
  }

  /**
   * The mean of all recorded values of each series.
   *
   * @param window to look back over
   * @return a vector with the same labels
   */
  public Vector meanOver(Window window) {
    return over("avg", window);
  }

  /**
   * A quantile of a histogram whose buckets were recorded as rates.
   *
   * @param quantile between 0 and 1
   * @param matchers further conditions
   * @param by the labels to keep
   * @return a vector with these labels
   * @throws IllegalArgumentException if these are no buckets
   */
  public Vector quantile(double quantile, List<Matcher> matchers, LabelDefinition... by) {
    List<String> names = Arrays.stream(by).map(LabelDefinition::name).toList();
    if (!labels().containsAll(names) || !labels().contains(HistogramSeries.BUCKET_LABEL)) {
      throw new IllegalArgumentException("recording rule: " + name + " has labels " + labels()
          + ", not all of " + HistogramSeries.BUCKET_LABEL + " and " + names);
    }
    String kept = Stream.concat(Stream.of(HistogramSeries.BUCKET_LABEL), names.stream())
        .collect(Collectors.joining(", "));
    return HistogramSeries.quantile(
        quantile, "sum by (" + kept + ") (" + selector(matchers) + ")", names);
  }

  private Vector over(String function, Window window) {
    return Vector.function(
        function + "_over_time",
        selector(List.of()) + "[" + window.text() + "]",
        labels(),
        value.isAdditive());
  }

  private String selector(List<Matcher> matchers) {
    String conditions = Stream.concat(
            fixed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> new Matcher(label.getKey(), "=", label.getValue())),
            matchers.stream())
        .map(Matcher::toString)
        .collect(Collectors.joining(","));
    return conditions.isEmpty() ? name : name + "{" + conditions + "}";
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>(value.labels());
    labels.addAll(fixed.keySet());
    return labels;
  }
}
