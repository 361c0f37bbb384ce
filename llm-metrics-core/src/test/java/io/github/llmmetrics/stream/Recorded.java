package io.github.llmmetrics.stream;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.WithClock;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** What a wrapper records, with a clock that only a test moves. */
final class Recorded implements AutoCloseable {

  /** What came from the model, after how long. */
  record Element(long millis, Chunk chunk) {}

  static final Element PRELUDE = new Element(10, Chunk.NONE);
  static final Element WORD = new Element(100, Chunk.CONTENT);
  static final Element THOUGHT = new Element(100, Chunk.HIDDEN);
  static final Element PAIR = new Element(200, Chunk.content(2));
  static final Element END =
      new Element(50, Chunk.NONE.withUsage(Usage.of(7, 5)).withFinishReason("stop"));

  static final List<Element> ANSWER = List.of(PRELUDE, THOUGHT, PRELUDE, WORD, PAIR, WORD, END);

  /** {@link #ANSWER} whose consumer takes a second for each element. */
  static final String SLOWLY_CONSUMED = """
      llm_finish_reasons_total{reason="stop"} 1.0
      llm_inter_token_latency_seconds_count 4.0
      llm_inter_token_latency_seconds_sum 0.41
      llm_request_latency_seconds_count{status="success"} 1.0
      llm_request_latency_seconds_sum{status="success"} %s
      llm_requests_total{status="success"} 1.0
      llm_stream_backpressure_seconds_count 1.0
      llm_stream_backpressure_seconds_sum %s
      llm_time_per_output_token_seconds_count 1.0
      llm_time_per_output_token_seconds_sum 0.115
      llm_time_to_first_token_seconds_count 1.0
      llm_time_to_first_token_seconds_sum %s
      llm_time_to_first_visible_token_seconds_count 1.0
      llm_time_to_first_visible_token_seconds_sum %s
      llm_tokens_total{type="completion"} 5.0
      llm_tokens_total{type="prompt"} 7.0
      """;

  final ManualClock clock = new ManualClock();
  final PrometheusRegistry registry = new PrometheusRegistry();
  final StreamMetrics<Element> streams = StreamMetrics.of(Element::chunk);
  private final LlmMetrics metrics =
      WithClock.builder(clock).registry(registry).models("m").build();

  RequestMetrics begin() {
    return metrics.middleware().begin("m");
  }

  /** The model: it takes its time for each element. */
  Iterator<Element> model(List<Element> elements) {
    Iterator<Element> each = elements.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public Element next() {
        Element element = each.next();
        clock.advanceMillis(element.millis());
        return element;
      }
    };
  }

  /** A consumer that is slow. */
  void consume() {
    clock.advanceMillis(1_000);
  }

  double value(String name, String status) {
    return Scrapes.value(registry, name + "{model=\"m\",status=\"" + status + "\"}");
  }

  /** All series of requests that are not 0, without buckets and the label model. */
  String seen() {
    return Scrapes.series(registry).entrySet().stream()
        .filter(series -> series.getValue() != 0)
        .filter(
            series -> !series
                .getKey()
                .matches(
                    "llm_metrics_(series|series_limit|build_info).*|llm_requests_started_total.*|.*_bucket.*|llm_(prompt|output)_tokens_(count|sum).*"))
        .map(series -> series.getKey().replaceAll("\\{model=\"m\"}|model=\"m\",|,model=\"m\"", "")
            + " " + Math.round(series.getValue() * 1e6) / 1e6 + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    metrics.close();
  }
}
