package io.github.llmmetrics.stream;

import static io.github.llmmetrics.stream.Recorded.ANSWER;
import static io.github.llmmetrics.stream.Recorded.END;
import static io.github.llmmetrics.stream.Recorded.PRELUDE;
import static io.github.llmmetrics.stream.Recorded.SLOWLY_CONSUMED;
import static io.github.llmmetrics.stream.Recorded.WORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.stream.Recorded.Element;
import io.github.llmmetrics.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers, callbacks and stages: they call their consumer. */
class PushedStreamsTest {

  private final Recorded recorded = new Recorded();
  private final Source source = new Source();
  private final Sink sink = new Sink();

  @AfterEach
  void close() {
    recorded.close();
  }

  /** A publisher that sends what the test tells it to. */
  private static final class Source implements Flow.Publisher<Element>, Flow.Subscription {

    private final List<Flow.Subscriber<? super Element>> subscribers = new ArrayList<>();
    private final List<Long> requested = new ArrayList<>();
    private int cancelled;

    @Override
    public void subscribe(Flow.Subscriber<? super Element> subscriber) {
      subscribers.add(subscriber);
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      requested.add(n);
    }

    @Override
    public synchronized void cancel() {
      cancelled++;
    }

    Flow.Subscriber<? super Element> first() {
      return subscribers.get(0);
    }
  }

  /** A subscriber that asks for what the test tells it to. */
  private static final class Sink implements Flow.Subscriber<Element> {

    private final List<Object> got = new ArrayList<>();
    private Runnable work = () -> {};
    private Flow.Subscription subscription = new Source();

    @Override
    public void onSubscribe(Flow.Subscription theirs) {
      subscription = theirs;
    }

    @Override
    public void onNext(Element element) {
      got.add(element);
      work.run();
    }

    @Override
    public void onError(Throwable cause) {
      got.add(cause);
    }

    @Override
    public void onComplete() {
      got.add("complete");
    }
  }

  private void subscribe() {
    recorded.streams.publisher(recorded.begin(), source).subscribe(sink);
  }

  private void send(Element element) {
    recorded.clock.advanceMillis(element.millis());
    source.first().onNext(element);
  }

  @Test
  void publisher_withASubscriberThatIsSlowInOnNext_keepsItOutOfTheTokensTimes() {
    subscribe();
    sink.work = recorded::consume;
    sink.subscription.request(Long.MAX_VALUE);
    ANSWER.forEach(this::send);
    source.first().onComplete();

    assertThat(sink.got).hasSize(ANSWER.size() + 1).containsAll(ANSWER).endsWith("complete");
    assertThat(source.requested).containsExactly(Long.MAX_VALUE);
    assertThat(recorded.seen()).isEqualTo(SLOWLY_CONSUMED.formatted("7.57", "7.0", "1.11", "3.22"));
  }

  @Test
  void publisher_withASubscriberThatAsksLate_keepsItOutOfTheTokensTimes() {
    subscribe();
    for (Element element : ANSWER) {
      recorded.consume();
      sink.subscription.request(1);
      send(element);
    }
    source.first().onComplete();

    assertThat(recorded.seen()).isEqualTo(SLOWLY_CONSUMED.formatted("7.57", "7.0", "2.11", "4.22"));
  }

  @Test
  void publisher_withDemandAhead_isHeldOnlyWhenItIsUsedUp() {
    subscribe();
    sink.subscription.request(2);
    send(WORD);
    send(WORD);
    recorded.consume();
    sink.subscription.request(1);
    sink.subscription.request(1);
    send(WORD);
    source.first().onComplete();

    assertThat(source.requested).containsExactly(2L, 1L, 1L);
    assertThat(recorded.seen())
        .contains("llm_inter_token_latency_seconds_sum 0.2\n")
        .contains("llm_stream_backpressure_seconds_sum 1.0\n");
  }

  @Test
  void subscriber_thatAsksWhileItWorks_isHeldUntilItIsDone() {
    subscribe();
    sink.subscription.request(1);
    sink.work = () -> {
      sink.subscription.request(1);
      recorded.consume();
    };
    send(WORD);
    send(WORD);

    assertThat(recorded.seen()).contains("llm_inter_token_latency_seconds_sum 0.1\n");
  }

  @Test
  void publisher_thatFails_failsTheRequest() {
    TimeoutException failure = new TimeoutException();
    subscribe();
    sink.subscription.request(9);
    send(WORD);
    source.first().onError(failure);

    assertThat(sink.got).containsExactly(WORD, failure);
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"timeout\"} 1.0")
        .contains("llm_time_to_first_token_seconds_count 1.0");
  }

  @Test
  void cancel_beforeTheFirstElement_cancelsBoth() {
    subscribe();
    sink.subscription.cancel();

    assertThat(source.cancelled).isEqualTo(1);
    assertThat(recorded.seen()).isEqualTo("""
        llm_request_latency_seconds_count{status="cancelled"} 1.0
        llm_requests_total{status="cancelled"} 1.0
        llm_stream_backpressure_seconds_count 1.0
        """);
  }

  @Test
  void cancel_betweenElements_recordsNothingOfThoseThatStillCome() {
    subscribe();
    sink.subscription.request(9);
    send(WORD);
    sink.subscription.cancel();
    send(WORD);

    assertThat(sink.got).containsExactly(WORD, WORD);
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"cancelled\"} 1.0")
        .doesNotContain("llm_inter_token_latency")
        .doesNotContain("dropped");
  }

  @Test
  void cancel_afterTheLastElement_changesNothing() {
    subscribe();
    sink.subscription.request(9);
    ANSWER.forEach(this::send);
    source.first().onComplete();
    sink.subscription.cancel();

    assertThat(source.cancelled).isEqualTo(1);
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"success\"} 1.0")
        .doesNotContain("cancelled")
        .doesNotContain("dropped");
  }

  @Test
  void cancel_onManyThreadsBesideTheEnd_endsOnce() throws Exception {
    int rounds = 200;
    for (int i = 0; i < rounds; i++) {
      Source each = new Source();
      Sink its = new Sink();
      recorded.streams.publisher(recorded.begin(), each).subscribe(its);
      its.subscription.request(1);
      Together.run(3, thread -> {
        if (thread == 0) {
          each.first().onNext(END);
          each.first().onComplete();
        } else {
          its.subscription.cancel();
        }
      });
      assertThat(each.cancelled).isEqualTo(2);
    }

    double ended = recorded.value("llm_requests_total", "success")
        + recorded.value("llm_requests_total", "cancelled");
    assertThat(ended).isEqualTo(rounds);
  }

  @Test
  void secondSubscriber_isServedAndNotRecorded() {
    Flow.Publisher<Element> publisher = recorded.streams.publisher(recorded.begin(), source);
    publisher.subscribe(sink);
    Sink second = new Sink();
    publisher.subscribe(second);

    assertThat(source.subscribers).hasSize(2);
    assertThat(source.subscribers.get(1)).isSameAs(second);
    assertThatThrownBy(() -> publisher.subscribe(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void publisher_thatSubscribesTwice_isCancelledOnce() {
    subscribe();
    source.first().onSubscribe(source);

    assertThat(source.cancelled).isEqualTo(1);
    assertThat(recorded.seen()).doesNotContain("llm_requests_total");
  }

  @Test
  void subscriber_thatThrows_failsTheRequest() {
    IllegalStateException failure = new IllegalStateException();
    subscribe();
    sink.subscription.request(1);
    sink.work = () -> {
      throw failure;
    };

    assertThatThrownBy(() -> send(WORD)).isSameAs(failure);
    assertThat(recorded.seen()).contains("llm_requests_total{status=\"error\"} 1.0");
  }

  private StreamCallbacks<Element> callbacks() {
    return recorded.streams.callbacks(
        recorded.begin(), sink::onNext, sink::onError, sink::onComplete);
  }

  @Test
  void callbacks_withASlowConsumer_keepItOutOfTheTokensTimes() {
    StreamCallbacks<Element> callbacks = callbacks();
    sink.work = recorded::consume;
    for (Element element : ANSWER) {
      recorded.clock.advanceMillis(element.millis());
      callbacks.onNext(element);
    }
    callbacks.onComplete();
    callbacks.onCancel();

    assertThat(sink.got).hasSize(ANSWER.size() + 1).endsWith("complete");
    assertThat(recorded.seen()).isEqualTo(SLOWLY_CONSUMED.formatted("7.57", "7.0", "1.11", "3.22"));
  }

  @Test
  void callbacks_ofFailureOrCancellation_endTheRequest() {
    IllegalStateException failure = new IllegalStateException();
    callbacks().onError(failure);
    StreamCallbacks<Element> cancelled = callbacks();
    cancelled.onNext(PRELUDE);
    cancelled.onCancel();
    sink.work = () -> {
      throw failure;
    };

    assertThatThrownBy(() -> callbacks().onNext(WORD)).isSameAs(failure);
    assertThat(sink.got).containsExactly(failure, PRELUDE, WORD);
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"error\"} 2.0")
        .contains("llm_requests_total{status=\"cancelled\"} 1.0");
  }

  @Test
  void stage_thatBringsTheAnswer_recordsItsUsageAndNoFirstToken() {
    RequestMetrics request = recorded.begin();
    CompletableFuture<Element> answer = new CompletableFuture<>();
    CompletableFuture<Element> same = recorded.streams.stage(request, answer);
    recorded.clock.advanceMillis(100);
    answer.complete(END);

    assertThat(same).isSameAs(answer);
    assertThat(recorded.seen()).isEqualTo("""
        llm_finish_reasons_total{reason="stop"} 1.0
        llm_request_latency_seconds_count{status="success"} 1.0
        llm_request_latency_seconds_sum{status="success"} 0.1
        llm_requests_total{status="success"} 1.0
        llm_tokens_total{type="completion"} 5.0
        llm_tokens_total{type="prompt"} 7.0
        """);
  }

  @Test
  void stage_thatFailsOrIsCancelled_endsTheRequest() {
    CompletableFuture<Element> failed = new CompletableFuture<>();
    recorded.streams.stage(recorded.begin(), failed);
    recorded.streams.stage(recorded.begin(), failed.thenApply(element -> element));
    failed.completeExceptionally(new TimeoutException());
    CompletableFuture<Element> cancelled = new CompletableFuture<>();
    recorded.streams.stage(recorded.begin(), cancelled).cancel(true);

    assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class);
    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"timeout\"} 2.0")
        .contains("llm_requests_total{status=\"cancelled\"} 1.0");
  }
}
