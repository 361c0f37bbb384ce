package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.BAD_STATUSES;
import static io.github.llmmetrics.catalogue.LabelDefinitions.GPU_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.LATENCY_STATUSES;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.STATUS;
import static io.github.llmmetrics.catalogue.LabelDefinitions.VALID_STATUSES;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;

/**
 * The series that several rules and panels measure the same thing by.
 *
 * @param scope whose series they are
 */
public record Measurements(Scope scope) {

  /** Of every target. */
  public static final Measurements OF_ALL = new Measurements(Scope.ALL);

  /**
   * Requests that error rates are measured over.
   *
   * @return by model and status
   */
  public CounterSeries validRequests() {
    return scope.counter(ApplicationMetrics.REQUESTS).where(STATUS, VALID_STATUSES);
  }

  /**
   * Requests that count against the service.
   *
   * @return by model and status
   */
  public CounterSeries badRequests() {
    return scope.counter(ApplicationMetrics.REQUESTS).where(STATUS, BAD_STATUSES);
  }

  /**
   * The latency of requests that were served, or given up by the service.
   *
   * @return by model and status
   */
  public HistogramSeries latency() {
    return scope.histogram(ApplicationMetrics.REQUEST_LATENCY).where(STATUS, LATENCY_STATUSES);
  }

  /**
   * One series a GPU, whatever else a target says of it.
   *
   * @param metric a gauge of GPUs
   * @return by instance and GPU
   */
  public Vector gpuLevel(MetricDefinition metric) {
    return scope.gauge(metric).now().maxBy(TargetLabels.INSTANCE, GPU_ID);
  }

  /**
   * The share of a GPU's memory that is used.
   *
   * @return by instance and GPU
   */
  public Vector gpuMemoryShare() {
    return gpuLevel(SystemMetrics.GPU_MEMORY_USED)
        .dividedBy(gpuLevel(SystemMetrics.GPU_MEMORY_TOTAL).above(0));
  }

  /**
   * The share of valid requests that were bad.
   *
   * @param window to look back over
   * @return by model
   */
  public Vector errorRatio(Window window) {
    return Vector.ratio(
        badRequests().rate(window).sumBy(MODEL), validRequests().rate(window).sumBy(MODEL));
  }
}
