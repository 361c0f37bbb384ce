package io.github.llmmetrics;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.tracer.common.SpanContext;
import io.prometheus.metrics.tracer.initializer.SpanContextSupplier;
import java.util.Optional;

/** The trace and span that the current thread is in, as an exemplar's labels. */
final class SpanExemplar {

  private SpanExemplar() {}

  /** Empty where there is no span, or an unsampled one: a link to a trace that nobody kept helps nobody. */
  static Optional<Labels> current() {
    SpanContext context = SpanContextSupplier.getSpanContext();
    if (context == null || !context.isCurrentSpanSampled()) {
      return Optional.empty();
    }
    String traceId = context.getCurrentTraceId();
    String spanId = context.getCurrentSpanId();
    if (traceId == null || spanId == null) {
      return Optional.empty();
    }
    context.markCurrentSpanAsExemplar();
    return Optional.of(Labels.of(Exemplar.TRACE_ID, traceId, Exemplar.SPAN_ID, spanId));
  }
}
