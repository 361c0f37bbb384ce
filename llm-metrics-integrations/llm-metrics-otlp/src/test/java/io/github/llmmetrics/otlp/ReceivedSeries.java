package io.github.llmmetrics.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was received, as the series that a scrape of the same would show. */
final class ReceivedSeries {

  private ReceivedSeries() {}

  static Map<String, Double> of(List<Metric> metrics) {
    Map<String, Double> series = new TreeMap<>();
    for (Metric metric : metrics) {
      List<NumberDataPoint> numbers = new ArrayList<>(metric.getGauge().getDataPointsList());
      numbers.addAll(metric.getSum().getDataPointsList());
      numbers.forEach(point -> series.put(
          metric.getName() + labels(point.getAttributesList(), ""), point.getAsDouble()));
      metric
          .getHistogram()
          .getDataPointsList()
          .forEach(point -> series.putAll(histogram(metric.getName(), point)));
    }
    return series;
  }

  private static Map<String, Double> histogram(String name, HistogramDataPoint point) {
    Map<String, Double> series = new TreeMap<>();
    double below = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      below += point.getBucketCounts(i);
      String bound =
          i < point.getExplicitBoundsCount() ? String.valueOf(point.getExplicitBounds(i)) : "+Inf";
      series.put(
          name + "_bucket" + labels(point.getAttributesList(), "le=\"" + bound + "\""), below);
    }
    String labels = labels(point.getAttributesList(), "");
    series.put(name + "_count" + labels, (double) point.getCount());
    series.put(name + "_sum" + labels, point.getSum());
    return series;
  }

  private static String labels(List<KeyValue> attributes, String last) {
    List<String> labels = attributes.stream()
        .map(label -> label.getKey() + "=\"" + label.getValue().getStringValue() + "\"")
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
    if (!last.isEmpty()) {
      labels.add(last);
    }
    return labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
  }
}
