package io.github.llmmetrics.stack.promql;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The series of a histogram: its buckets, count and sum, always as a rate, and with {@code le} kept until it was used. */
public final class HistogramSeries {

  static final String BUCKET_LABEL = "le";

  private final Selector selector;

  HistogramSeries(Selector selector) {
    this.selector = selector;
  }

  /**
   * Those with one of these values of a label.
   *
   * @param label of the metric
   * @param values of the label
   * @return fewer series
   */
  public HistogramSeries where(LabelDefinition label, List<String> values) {
    return new HistogramSeries(selector.where(label, values));
  }

  /**
   * A quantile.
   *
   * @param quantile between 0 and 1
   * @param window to look back over
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector quantile(double quantile, Window window, LabelDefinition... by) {
    return quantile(quantile, bucketsBy(window, by), names(by));
  }

  /** A quantile of buckets that are summed already. */
  static Vector quantile(double quantile, String buckets, List<String> labels) {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("quantile: " + quantile + " must be between 0 and 1");
    }
    return Vector.function(
        "histogram_quantile", Numbers.text(quantile) + ", " + buckets, labels, false);
  }

  /**
   * The rate of each bucket, for a heatmap or a recording.
   *
   * @param window to look back over
   * @param by the labels to keep
   * @return a vector with these labels and {@code le}
   */
  public Vector buckets(Window window, LabelDefinition... by) {
    List<String> labels =
        Stream.concat(Stream.of(BUCKET_LABEL), names(by).stream()).toList();
    return new Vector(bucketsBy(window, by), Vector.Shape.WHOLE, labels, true);
  }

  /**
   * The mean.
   *
   * @param window to look back over
   * @param by the labels to keep
   * @return a vector with these labels; nothing where there was no observation
   */
  public Vector mean(Window window, LabelDefinition... by) {
    Vector sum = part("rate", "_sum", window).sumBy(by);
    return sum.dividedBy(part("rate", "_count", window).sumBy(by).above(0)).asRatio();
  }

  /**
   * The share of observations up to a bound.
   *
   * @param bound one of the bounds that the histogram keeps whatever its buckets are set to
   * @param window to look back over
   * @param by the labels to keep
   * @return a vector with these labels, from 0 to 1; nothing where there was no observation
   */
  public Vector shareWithin(double bound, Window window, LabelDefinition... by) {
    return Vector.ratio(within(bound, "rate", window).sumBy(by), rate(window).sumBy(by));
  }

  /**
   * The rate of observations above a bound.
   *
   * @param bound one of the bounds that the histogram keeps whatever its buckets are set to
   * @param window to look back over
   * @param by the labels to keep
   * @return a vector with these labels
   */
  public Vector rateAbove(double bound, Window window, LabelDefinition... by) {
    return rate(window).sumBy(by).minus(within(bound, "rate", window).sumBy(by));
  }

  /**
   * How many observations there are in a second.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector rate(Window window) {
    return part("rate", "_count", window);
  }

  /**
   * How many observations there were.
   *
   * @param window to look back over
   * @return a vector with all labels of the metric
   */
  public Vector increase(Window window) {
    return part("increase", "_count", window);
  }

  private Vector within(double bound, String function, Window window) {
    if (!selector.metric().requiredBounds().contains(bound)) {
      throw new IllegalArgumentException(selector.metric().name() + " does not promise a bucket "
          + Numbers.text(bound) + ", but " + selector.metric().requiredBounds());
    }
    // Both ways to write a whole number: Prometheus 3 makes 5.0 of a target's 5, older ones do not.
    String le = Numbers.text(bound);
    Matcher upTo = le.contains(".")
        ? new Matcher(BUCKET_LABEL, "=", le)
        : new Matcher(BUCKET_LABEL, "=~", le + "(\\\\.0)?");
    return Vector.function(
        function,
        selector.text("_bucket", upTo) + "[" + window.text() + "]",
        selector.labels(),
        true);
  }

  private Vector part(String function, String suffix, Window window) {
    return Vector.function(
        function, selector.text(suffix) + "[" + window.text() + "]", selector.labels(), true);
  }

  private String bucketsBy(Window window, LabelDefinition... by) {
    String labels = Stream.concat(Stream.of(BUCKET_LABEL), names(by).stream())
        .collect(Collectors.joining(", "));
    return "sum by (" + labels + ") (rate(" + selector.text("_bucket") + "[" + window.text()
        + "]))";
  }

  private List<String> names(LabelDefinition... by) {
    List<String> names = Arrays.stream(by).map(LabelDefinition::name).toList();
    if (!selector.labels().containsAll(names)) {
      throw new IllegalArgumentException(
          selector.metric().name() + " has labels " + selector.labels() + ", not all of " + names);
    }
    return names;
  }
}
