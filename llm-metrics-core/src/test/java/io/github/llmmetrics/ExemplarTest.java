package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExemplarTest {

  private final ManualClock clock = new ManualClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics =
      LlmMetrics.builder().registry(registry).clock(clock, clock).build();
  private final SdkTracerProvider sampled =
      SdkTracerProvider.builder().addSpanProcessor(new ForgetfulProcessor()).build();
  private final SdkTracerProvider unsampled = SdkTracerProvider.builder()
      .addSpanProcessor(new ForgetfulProcessor())
      .setSampler(Sampler.alwaysOff())
      .build();

  /** Without a processor the SDK makes no real spans. */
  private static final class ForgetfulProcessor implements SpanProcessor {

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  @AfterEach
  void close() {
    metrics.close();
    sampled.close();
    unsampled.close();
  }

  private static Span span(SdkTracerProvider provider) {
    Tracer tracer = provider.get("test");
    Span span = tracer.spanBuilder("generate").startSpan();
    assertThat(span.getSpanContext().isValid()).isTrue();
    return span;
  }

  private RequestMetrics beginIn(Span span) {
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      return metrics.middleware().begin("m", "acme");
    }
  }

  private void serve(RequestMetrics request) {
    clock.advanceMillis(30);
    request.scheduled();
    clock.advanceMillis(270);
    request.token();
    clock.advanceMillis(900);
    request.token();
    request.finish(100, 10);
  }

  private List<String> exemplars() {
    return Scrapes.openMetrics(registry)
        .lines()
        .filter(line -> line.contains("# {"))
        .toList();
  }

  private static String labels(Span span) {
    return "# {span_id=\"" + span.getSpanContext().getSpanId() + "\",trace_id=\""
        + span.getSpanContext().getTraceId() + "\"} ";
  }

  @Test
  void sampledSpanAtBegin_isOnTheMarksOfOtherThreads()
      throws ExecutionException, InterruptedException {
    Span span = span(sampled);
    RequestMetrics request = beginIn(span);
    CompletableFuture.runAsync(() -> serve(request)).get();

    assertThat(exemplars())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line)
                .startsWith("llm_queue_time_seconds_bucket{model=\"m\",le=\"0.05\"} 1 ")
                .contains(labels(span) + "0.03 "),
            line -> assertThat(line)
                .startsWith(
                    "llm_request_latency_seconds_bucket{model=\"m\",status=\"success\",le=\"2.0\"} 1 ")
                .contains(labels(span) + "1.2 "),
            line -> assertThat(line)
                .startsWith("llm_time_per_output_token_seconds_bucket{model=\"m\",le=\"0.1\"} 1 ")
                .contains(labels(span) + "0.1 "),
            line -> assertThat(line)
                .startsWith("llm_time_to_first_token_seconds_bucket{model=\"m\",le=\"0.5\"} 1 ")
                .contains(labels(span) + "0.3 "));
  }

  @Test
  void anotherSpanAtTheEnd_isNotUsed() {
    Span span = span(sampled);
    Span another = span(sampled);
    RequestMetrics request = beginIn(span);
    try (Scope scope = another.makeCurrent()) {
      assertThat(scope).isNotNull();
      serve(request);
    }

    assertThat(exemplars()).hasSize(4).allMatch(line -> line.contains(labels(span)));
  }

  @Test
  void spanAtTheEndOnly_isNotUsed() {
    RequestMetrics request = metrics.middleware().begin("m");
    try (Scope scope = span(sampled).makeCurrent()) {
      assertThat(scope).isNotNull();
      serve(request);
    }

    assertThat(exemplars()).isEmpty();
    assertThat(Scrapes.openMetrics(registry)).contains("llm_request_latency_seconds_count");
  }

  @Test
  void unsampledSpan_leavesNone() {
    serve(beginIn(span(unsampled)));

    assertThat(exemplars()).isEmpty();
  }

  @Test
  void noSpan_leavesNone() {
    serve(metrics.middleware().begin("m"));

    assertThat(exemplars()).isEmpty();
    assertThat(Scrapes.series(registry))
        .containsEntry("llm_metrics_callback_failures_total{source=\"span_context\"}", 0.0);
  }
}
