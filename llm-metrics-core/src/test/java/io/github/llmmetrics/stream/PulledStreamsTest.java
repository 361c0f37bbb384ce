package io.github.llmmetrics.stream;

import static io.github.llmmetrics.stream.Recorded.ANSWER;
import static io.github.llmmetrics.stream.Recorded.END;
import static io.github.llmmetrics.stream.Recorded.PRELUDE;
import static io.github.llmmetrics.stream.Recorded.SLOWLY_CONSUMED;
import static io.github.llmmetrics.stream.Recorded.WORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.ErrorType;
import io.github.llmmetrics.Failure;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Status;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.stream.Recorded.Element;
import io.github.llmmetrics.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Iterators, iterables and streams: their consumer asks for each element. */
class PulledStreamsTest {

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  private Iterator<Element> iterator(List<Element> elements) {
    return recorded.streams.iterator(recorded.begin(), recorded.model(elements));
  }

  private Stream<Element> stream(List<Element> elements) {
    return recorded.streams.stream(
        recorded.begin(),
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(recorded.model(elements), 0), false));
  }

  /** A model that fails after these. */
  private Iterator<Element> failing(List<Element> elements, RuntimeException failure) {
    Iterator<Element> model = recorded.model(elements);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (!model.hasNext()) {
          throw failure;
        }
        return true;
      }

      @Override
      public Element next() {
        return model.next();
      }
    };
  }

  private static String slowly(String latency, String held, String ttft, String visible) {
    return SLOWLY_CONSUMED.formatted(latency, held, ttft, visible);
  }

  @Test
  void iterable_withASlowConsumer_keepsItOutOfTheTokensTimes() {
    List<Element> got = new ArrayList<>();
    for (Element element :
        recorded.streams.iterable(recorded.begin(), () -> recorded.model(ANSWER))) {
      got.add(element);
      recorded.consume();
    }

    assertThat(got).isEqualTo(ANSWER);
    assertThat(recorded.seen()).isEqualTo(slowly("7.57", "7.0", "1.11", "3.22"));
  }

  @Test
  void iterator_readWithoutHasNext_endsWithTheException() {
    Iterator<Element> elements = iterator(ANSWER);
    for (Element expected : ANSWER) {
      assertThat(elements.next()).isSameAs(expected);
      recorded.consume();
    }

    assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
    assertThat(recorded.seen()).isEqualTo(slowly("7.57", "7.0", "1.11", "3.22"));
  }

  @Test
  void iterator_askedTwiceForItsEnd_endsOnce() {
    Iterator<Element> elements = iterator(List.of(END));
    elements.forEachRemaining(element -> {});

    assertThat(elements.hasNext()).isFalse();
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"success\"} 1.0")
        .doesNotContain("dropped");
  }

  @Test
  void iterator_whoseConsumerComesLate_isHeldFromTheBeginning() {
    Iterator<Element> elements = iterator(List.of(WORD, WORD));
    recorded.consume();
    elements.forEachRemaining(element -> {});

    assertThat(recorded.seen())
        .contains("llm_stream_backpressure_seconds_sum 1.0\n")
        .contains("llm_inter_token_latency_seconds_sum 0.1\n");
  }

  @Test
  void iterator_thatFails_failsTheRequestWithItsTokens() {
    UncheckedIOException broken = new UncheckedIOException(new IOException("reset"));
    Element start = new Element(10, Chunk.NONE.withUsage(Usage.of(7, 1)));
    Iterator<Element> elements =
        recorded.streams.iterator(recorded.begin(), failing(List.of(start, WORD), broken));

    assertThatThrownBy(() -> elements.forEachRemaining(element -> {})).isSameAs(broken);
    assertThat(recorded.seen()).isEqualTo("""
        llm_request_errors_total{error_type="connection"} 1.0
        llm_request_latency_seconds_count{status="error"} 1.0
        llm_request_latency_seconds_sum{status="error"} 0.11
        llm_requests_total{status="error"} 1.0
        llm_stream_backpressure_seconds_count 1.0
        llm_time_to_first_token_seconds_count 1.0
        llm_time_to_first_token_seconds_sum 0.11
        llm_time_to_first_visible_token_seconds_count 1.0
        llm_time_to_first_visible_token_seconds_sum 0.11
        llm_tokens_total{type="completion"} 1.0
        llm_tokens_total{type="prompt"} 7.0
        """);
  }

  @Test
  void element_thatReportsAFailure_failsTheRequestAndGoesOn() {
    Element report =
        new Element(10, Chunk.NONE.withFailure(new Failure(Status.ERROR, ErrorType.OVERLOADED)));
    List<Element> got = new ArrayList<>();
    iterator(List.of(WORD, report, PRELUDE)).forEachRemaining(got::add);

    assertThat(got).containsExactly(WORD, report, PRELUDE);
    assertThat(recorded.seen())
        .contains("llm_request_errors_total{error_type=\"overloaded\"} 1.0")
        .contains("llm_requests_total{status=\"error\"} 1.0")
        .doesNotContain("success")
        .doesNotContain("dropped");
  }

  @Test
  void usage_thatNeverComes_isMissing() {
    iterator(List.of(PRELUDE, WORD, WORD)).forEachRemaining(element -> {});

    assertThat(recorded.seen())
        .contains("llm_usage_missing_total 1.0")
        .doesNotContain("llm_tokens_total")
        .doesNotContain("estimated")
        .doesNotContain("llm_time_per_output_token");
  }

  @Test
  void usage_thatIsEstimated_isMarkedAndFillsOnlyWhatIsMissing() {
    RequestMetrics request = recorded.begin().usage(Usage.ofPrompt(7));
    recorded
        .streams
        .estimatedBy(carried -> Usage.of(1_000, 2 * carried))
        .iterator(request, recorded.model(List.of(WORD, WORD, PRELUDE)))
        .forEachRemaining(element -> {});

    assertThat(recorded.seen())
        .contains("llm_usage_estimated_total 1.0")
        .contains("llm_tokens_total{type=\"completion\"} 4.0")
        .contains("llm_tokens_total{type=\"prompt\"} 7.0")
        .doesNotContain("llm_usage_missing_total");
  }

  @Test
  void usage_thatIsTold_needsNoEstimate() {
    recorded
        .streams
        .estimatedBy(carried -> {
          throw new AssertionError();
        })
        .iterator(recorded.begin(), recorded.model(ANSWER))
        .forEachRemaining(element -> {});

    assertThat(recorded.seen())
        .contains("llm_tokens_total{type=\"completion\"} 5.0")
        .doesNotContain("estimated")
        .doesNotContain("callback_failures");
  }

  @Test
  void reader_thatThrows_isCountedAndHarmsNothing() {
    StreamMetrics<Element> broken = StreamMetrics.of(element -> {
      throw new IllegalStateException();
    });
    List<Element> got = new ArrayList<>();
    broken.iterator(recorded.begin(), recorded.model(ANSWER)).forEachRemaining(got::add);

    assertThat(got).isEqualTo(ANSWER);
    assertThat(recorded.seen())
        .contains("llm_metrics_callback_failures_total{source=\"chunk_reader\"} 7.0")
        .contains("llm_requests_total{status=\"success\"} 1.0");
  }

  @Test
  void hostThatEndsItsRequest_hasTheLastWord() {
    RequestMetrics request = recorded.begin();
    Iterator<Element> elements = recorded.streams.iterator(request, recorded.model(List.of(WORD)));
    elements.next();
    request.finish(Status.TIMEOUT);

    assertThat(elements.hasNext()).isFalse();
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"timeout\"} 1.0")
        .doesNotContain("dropped");
  }

  @Test
  void iterable_iteratedTwice_isRecordedOnce() {
    Iterable<Element> elements =
        recorded.streams.iterable(recorded.begin(), () -> recorded.model(ANSWER));
    elements.forEach(element -> recorded.consume());
    String once = recorded.seen();
    List<Element> again = new ArrayList<>();
    elements.forEach(again::add);

    assertThat(again).isEqualTo(ANSWER);
    assertThat(recorded.seen()).isEqualTo(once);
  }

  @Test
  void iterator_thatIsDropped_isAbandoned() throws Exception {
    iterator(ANSWER).next();

    Eventually.passes(() -> {
      System.gc();
      assertThat(recorded.seen()).contains("llm_requests_total{status=\"abandoned\"} 1.0");
    });
  }

  @Test
  void stream_withASlowConsumer_keepsItOutOfTheTokensTimes() {
    List<Element> got = new ArrayList<>();
    stream(ANSWER).forEach(element -> {
      got.add(element);
      recorded.consume();
    });

    assertThat(got).isEqualTo(ANSWER);
    assertThat(recorded.seen()).isEqualTo(slowly("7.57", "7.0", "1.11", "3.22"));
  }

  @Test
  void stream_thatIsParallel_hasAllItsElementsInOrder() {
    assertThat(
            recorded.streams.stream(recorded.begin(), ANSWER.parallelStream()).toList())
        .isEqualTo(ANSWER);
    assertThat(recorded.streams.stream(recorded.begin(), ANSWER.stream()).count())
        .isEqualTo(ANSWER.size());
    assertThat(recorded.seen()).contains("llm_requests_total{status=\"success\"} 2.0");
  }

  @Test
  void stream_closedBeforeItsEnd_isCancelledAndClosesItsSource() {
    List<String> closed = new ArrayList<>();
    Stream<Element> source = ANSWER.stream().onClose(() -> closed.add("source"));
    try (Stream<Element> elements = recorded.streams.stream(recorded.begin(), source)) {
      assertThat(elements.limit(2)).hasSize(2);
    }

    assertThat(closed).containsExactly("source");
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"cancelled\"} 1.0")
        .contains("llm_time_to_first_token_seconds_count 1.0");
  }

  @Test
  void stream_closedBeforeItsFirstElement_orAfterItsLast_endsOnce() {
    stream(ANSWER).close();
    try (Stream<Element> elements = stream(ANSWER)) {
      elements.forEach(element -> {});
    }

    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"cancelled\"} 1.0")
        .contains("llm_requests_total{status=\"success\"} 1.0")
        .doesNotContain("dropped");
  }

  @Test
  void stream_whoseConsumerThrows_fails() {
    IllegalStateException failure = new IllegalStateException();

    assertThatThrownBy(() -> stream(ANSWER).forEach(element -> {
          throw failure;
        }))
        .isSameAs(failure);
    assertThat(recorded.seen()).contains("llm_request_errors_total{error_type=\"internal\"} 1.0");
  }
}
