package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The samples of one series.
 *
 * @param series its name and labels, as PromQL has them
 * @param values in promtool's short form: {@code 0+5x3} is 0 5 10 15, {@code 7x2} is 7 7 7, {@code _x3} is three times nothing
 */
record Samples(String series, String values) {

  /** Of a gauge or a counter: labels are names and values by turns. */
  static Samples of(MetricDefinition metric, String values, String... labels) {
    return of(metric, "", values, labels(labels));
  }

  /** Of what Prometheus says of a target. */
  static Samples up(String job, String instance, String values) {
    return new Samples(
        "up" + braced(new TreeMap<>(Map.of("job", job, "instance", instance))), values);
  }

  /** Of a histogram, which gets so many observations in each step up to each bound. */
  static List<Samples> histogram(
      MetricDefinition metric, int steps, Map<String, Integer> upTo, String... labels) {
    List<Samples> all = new ArrayList<>();
    int count = upTo.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    upTo.forEach((bound, observations) -> {
      Map<String, String> bucket = labels(labels);
      bucket.put("le", bound);
      all.add(of(metric, "_bucket", rising(observations, steps), bucket));
    });
    Map<String, String> last = labels(labels);
    last.put("le", "+Inf");
    all.add(of(metric, "_bucket", rising(count, steps), last));
    all.add(of(metric, "_count", rising(count, steps), labels(labels)));
    return all;
  }

  /** Of a histogram whose mean matters, but not its buckets. */
  static List<Samples> scores(
      MetricDefinition metric, int steps, int count, double mean, String... labels) {
    return List.of(
        of(metric, "_count", rising(count, steps), labels(labels)),
        of(metric, "_sum", "0+" + count * mean + "x" + steps, labels(labels)));
  }

  /** A counter that grows by so much in each step. */
  static String rising(int step, int steps) {
    return "0+" + step + "x" + steps;
  }

  /** Of one part of a histogram. */
  static Samples part(MetricDefinition metric, String suffix, String values, String... labels) {
    return of(metric, suffix, values, labels(labels));
  }

  private static Samples of(
      MetricDefinition metric, String suffix, String values, Map<String, String> labels) {
    labels.putIfAbsent("job", "llm");
    labels.putIfAbsent("instance", "host:9400");
    return new Samples(metric.name() + suffix + braced(labels), values);
  }

  private static Map<String, String> labels(String... namesAndValues) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels;
  }

  private static String braced(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("series", series);
    tree.put("values", values);
    return tree;
  }
}
