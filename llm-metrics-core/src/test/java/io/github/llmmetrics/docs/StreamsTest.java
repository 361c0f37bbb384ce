package io.github.llmmetrics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.stream.EventStreamMetrics;
import io.github.llmmetrics.stream.StreamCallbacks;
import io.github.llmmetrics.stream.StreamMetrics;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code of docs/streams.md, run as it stands. */
class StreamsTest {

  /** What a client of a provider hands out. */
  private record Delta(String text, String thinking, long promptTokens, long completionTokens) {

    boolean hasUsage() {
      return completionTokens > 0;
    }
  }

  private static final List<Delta> DELTAS = List.of(
      new Delta("", "", 0, 0),
      new Delta("", "Hm", 0, 0),
      new Delta("Hello", "", 0, 0),
      new Delta(" world", "", 0, 0),
      new Delta("", "", 12, 3));

  private static final String SUCCESS =
      "llm_requests_total{model=\"llama-3-8b\",status=\"success\"}";
  private static final String TOKENS = "llm_tokens_total{model=\"llama-3-8b\",type=\"completion\"}";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LlmMetrics metrics = LlmMetrics.builder().registry(registry).build();
  private final MetricsMiddleware middleware = metrics.middleware();
  private final SpokenEngine.Client client = new SpokenEngine.Client();

  // tag::reader
  StreamMetrics<Delta> streams = StreamMetrics.of(delta -> {
    if (delta.hasUsage()) {
      return Chunk.NONE.withUsage(Usage.of(delta.promptTokens(), delta.completionTokens()));
    }
    if (!delta.thinking().isEmpty()) {
      return Chunk.HIDDEN;
    }
    return delta.text().isEmpty() ? Chunk.NONE : Chunk.CONTENT;
  });
  // end::reader

  @AfterEach
  void close() {
    metrics.close();
  }

  private void write(String text) {
    try {
      client.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRecorded() {
    assertThat(client.received()).isEqualTo("Hello world");
    assertThat(Scrapes.value(registry, SUCCESS)).isEqualTo(1);
    assertThat(Scrapes.value(registry, TOKENS)).isEqualTo(3);
  }

  @Test
  void loop_overAnIterable_isRecorded() throws IOException {
    Iterable<Delta> answer = DELTAS;
    // tag::iterable
    for (Delta delta : streams.iterable(middleware.begin("llama-3-8b", "acme"), answer)) {
      client.write(delta.text());
    }
    // end::iterable

    assertRecorded();
  }

  @Test
  void stream_isRecorded() {
    Stream<Delta> answer = DELTAS.stream();
    // tag::stream
    try (Stream<Delta> deltas = streams.stream(middleware.begin("llama-3-8b"), answer)) {
      deltas.map(Delta::text).forEach(this::write);
    }
    // end::stream

    assertRecorded();
  }

  @Test
  void publisher_isRecorded() {
    List<Delta> got = new ArrayList<>();
    try (SubmissionPublisher<Delta> answer = new SubmissionPublisher<>(Runnable::run, 16)) {
      // tag::publisher
      Flow.Publisher<Delta> deltas = streams.publisher(middleware.begin("llama-3-8b"), answer);
      // end::publisher
      deltas.subscribe(new Flow.Subscriber<>() {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Delta delta) {
          got.add(delta);
          write(delta.text());
        }

        @Override
        public void onError(Throwable cause) {
          throw new AssertionError(cause);
        }

        @Override
        public void onComplete() {}
      });
      DELTAS.forEach(answer::submit);
    }

    assertThat(got).isEqualTo(DELTAS);
    assertRecorded();
  }

  @Test
  void callbacks_areRecorded() {
    // tag::callbacks
    StreamCallbacks<Delta> callbacks = streams.callbacks(
        middleware.begin("llama-3-8b"),
        delta -> write(delta.text()),
        cause -> write("failed"),
        () -> write(""));
    // end::callbacks
    DELTAS.forEach(callbacks::onNext);
    callbacks.onComplete();

    assertRecorded();
  }

  @Test
  void stage_isRecorded() {
    CompletableFuture<Delta> answer = new CompletableFuture<>();
    // tag::stage
    CompletableFuture<Delta> whole = streams.stage(middleware.begin("llama-3-8b"), answer);
    // end::stage
    answer.complete(new Delta("Hello world", "", 12, 3));
    write(whole.join().text());

    assertRecorded();
  }

  @Test
  void input_isRecorded() throws IOException {
    InputStream response = new ByteArrayInputStream(
        "data: Hello\n\ndata:  world\n\ndata: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    // tag::input
    EventStreamMetrics events = EventStreamMetrics.serverSent(data -> Chunk.CONTENT)
        .estimatedBy(carried -> Usage.of(12, carried));

    InputStream body = events.input(middleware.begin("llama-3-8b"), response);
    // end::input

    assertThat(body.readAllBytes()).hasSize(41);
    assertThat(Scrapes.value(registry, TOKENS)).isEqualTo(2);
    assertThat(Scrapes.value(registry, "llm_usage_estimated_total{model=\"llama-3-8b\"}"))
        .isEqualTo(1);
  }
}
