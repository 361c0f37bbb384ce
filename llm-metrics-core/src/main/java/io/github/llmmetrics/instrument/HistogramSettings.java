package io.github.llmmetrics.instrument;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.config.MetricsProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a histogram will be, settled before client_java builds it: its own resolution would let one key drop a
 * threshold's bound, and another make every scrape throw.
 *
 * <p>A client_java key for the metric wins over the host's code, which wins over a global key, which wins over our
 * default.
 */
record HistogramSettings(
    HistogramForm form,
    List<Double> bounds,
    boolean exemplars,
    MetricsProperties nativeProperties) {

  static HistogramSettings resolve(
      MetricDefinition metric,
      @Nullable HistogramForm form,
      @Nullable List<Double> bounds,
      PrometheusProperties properties) {
    Keys keys = new Keys(
        Objects.requireNonNullElseGet(
            properties.getMetricProperties(metric.name()),
            () -> MetricsProperties.builder().build()),
        properties.getDefaultMetricProperties());
    HistogramForm effectiveForm = form(keys, form);
    List<Double> effectiveBounds = bounds(metric, keys, bounds);
    if (effectiveForm != HistogramForm.NATIVE) {
      BucketBounds.check(metric, effectiveBounds);
    }
    boolean exemplars = !Boolean.FALSE.equals(keys.get(MetricsProperties::getExemplarsEnabled));
    return new HistogramSettings(
        effectiveForm, effectiveBounds, exemplars, keys.nativeProperties());
  }

  HistogramSettings withBounds(List<Double> others) {
    return new HistogramSettings(form, others, exemplars, nativeProperties);
  }

  private static HistogramForm form(Keys keys, @Nullable HistogramForm form) {
    HistogramForm ofMetric = form(keys.ofMetric());
    if (ofMetric != null) {
      return ofMetric;
    }
    if (form != null) {
      return form;
    }
    HistogramForm global = form(keys.global());
    return global != null ? global : HistogramForm.CLASSIC;
  }

  private static @Nullable HistogramForm form(MetricsProperties keys) {
    if (Boolean.TRUE.equals(keys.getHistogramNativeOnly())) {
      return HistogramForm.NATIVE;
    }
    if (Boolean.TRUE.equals(keys.getHistogramClassicOnly())) {
      return HistogramForm.CLASSIC;
    }
    boolean eitherIsSet =
        keys.getHistogramNativeOnly() != null || keys.getHistogramClassicOnly() != null;
    return eitherIsSet ? HistogramForm.CLASSIC_AND_NATIVE : null;
  }

  private static List<Double> bounds(
      MetricDefinition metric, Keys keys, @Nullable List<Double> bounds) {
    List<Double> ofMetric = keys.ofMetric().getHistogramClassicUpperBounds();
    if (ofMetric != null) {
      return ofMetric.stream()
          .filter(bound -> bound != Double.POSITIVE_INFINITY)
          .toList();
    }
    return bounds != null ? bounds : metric.buckets();
  }

  /** The keys of one metric and the global ones behind them. */
  private record Keys(MetricsProperties ofMetric, MetricsProperties global) {

    <T> @Nullable T get(Function<MetricsProperties, @Nullable T> key) {
      T value = key.apply(ofMetric);
      return value != null ? value : key.apply(global);
    }

    MetricsProperties nativeProperties() {
      return MetricsProperties.builder()
          .histogramNativeInitialSchema(get(MetricsProperties::getHistogramNativeInitialSchema))
          .histogramNativeMinZeroThreshold(
              get(MetricsProperties::getHistogramNativeMinZeroThreshold))
          .histogramNativeMaxZeroThreshold(
              get(MetricsProperties::getHistogramNativeMaxZeroThreshold))
          .histogramNativeMaxNumberOfBuckets(
              get(MetricsProperties::getHistogramNativeMaxNumberOfBuckets))
          .histogramNativeResetDurationSeconds(
              get(MetricsProperties::getHistogramNativeResetDurationSeconds))
          .build();
    }
  }
}
