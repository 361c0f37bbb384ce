package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From which series of an engine a metric of the catalogue comes.
 *
 * @param metric of the catalogue
 * @param fixed labels of the metric that the engine has not, or has in its name: values by name
 * @param sources the same thing under its present name and its earlier ones; a target's first one counts
 * @param conversion to the catalogue's unit
 * @param labels what is done to the labels, after what is done to all of the engine
 * @param note what a reader should know of the difference; may be empty
 */
record Mapping(
    MetricDefinition metric,
    Map<String, String> fixed,
    List<Source> sources,
    Conversion conversion,
    List<LabelChange> labels,
    String note) {

  Mapping {
    fixed = Map.copyOf(fixed);
    sources = List.copyOf(sources);
    labels = List.copyOf(labels);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(metric.name() + ": no source");
    }
    if (metric.type() == MetricType.HISTOGRAM
        && conversion != Conversion.NONE
        && conversion.bounds().isEmpty()) {
      throw new IllegalArgumentException(
          metric.name() + ": " + conversion + " does not convert the bounds of a histogram");
    }
  }

  static Mapping feeds(MetricDefinition metric, Source... sources) {
    return feeds(metric, Arrays.asList(sources));
  }

  static Mapping feeds(MetricDefinition metric, List<? extends Source> sources) {
    return new Mapping(metric, Map.of(), List.copyOf(sources), Conversion.NONE, List.of(), "");
  }

  /** The same, with a label that all its series have. */
  Mapping with(LabelDefinition label, String value) {
    if (!metric.labels().contains(label) || (label.isClosed() && !label.values().contains(value))) {
      throw new IllegalArgumentException(
          metric.name() + ": no label " + label.name() + " with the value " + value);
    }
    Map<String, String> more = new LinkedHashMap<>(fixed);
    more.put(label.name(), value);
    return new Mapping(metric, more, sources, conversion, labels, note);
  }

  /** The same, in another unit. */
  Mapping converted(Conversion by) {
    return new Mapping(metric, fixed, sources, by, labels, note);
  }

  /** The same, with other labels. */
  Mapping relabelled(List<LabelChange> changes) {
    return new Mapping(
        metric,
        fixed,
        sources,
        conversion,
        Stream.concat(labels.stream(), changes.stream()).toList(),
        note);
  }

  /** The same, with a word for the reader. */
  Mapping noting(String text) {
    return new Mapping(metric, fixed, sources, conversion, labels, text);
  }

  /** The suffixes of the series that are recorded. */
  List<String> suffixes() {
    return metric.type() == MetricType.HISTOGRAM
        ? List.of("_bucket", "_sum", "_count")
        : List.of("");
  }
}
