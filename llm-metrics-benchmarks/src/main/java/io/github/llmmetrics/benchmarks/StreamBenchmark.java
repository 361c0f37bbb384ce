package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.stream.EventStreamMetrics;
import io.github.llmmetrics.stream.StreamCallbacks;
import io.github.llmmetrics.stream.StreamMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a wrapper adds to each element of a stream of 1,024, beside the same stream as it is; a request's begin and end in it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StreamBenchmark.ELEMENTS)
public class StreamBenchmark {

  static final int ELEMENTS = 1_024;

  private static final List<String> ANSWER = Collections.nCopies(ELEMENTS, "word");
  private static final byte[] EVENTS =
      "data: {\"delta\":\"word\"}\n\n".repeat(ELEMENTS).getBytes(StandardCharsets.UTF_8);

  /** Whether it is wrapped. */
  @Param({"false", "true"})
  public boolean wrapped;

  private final LlmMetrics metrics =
      LlmMetrics.builder().registry(new PrometheusRegistry()).build();
  private final StreamMetrics<String> streams = StreamMetrics.of(element -> Chunk.CONTENT);
  private final EventStreamMetrics events = EventStreamMetrics.serverSent(data -> Chunk.CONTENT);
  private final byte[] buffer = new byte[512];

  private RequestMetrics begin() {
    return metrics.middleware().begin("m");
  }

  /**
   * A loop.
   *
   * @param hole takes the elements
   */
  @Benchmark
  public void iterable(Blackhole hole) {
    for (String each : wrapped ? streams.iterable(begin(), ANSWER) : ANSWER) {
      hole.consume(each);
    }
  }

  /**
   * A stream.
   *
   * @param hole takes the elements
   */
  @Benchmark
  public void stream(Blackhole hole) {
    Stream<String> answer = ANSWER.stream();
    (wrapped ? streams.stream(begin(), answer) : answer).forEach(hole::consume);
  }

  /**
   * Callbacks.
   *
   * @param hole takes the elements
   */
  @Benchmark
  public void callbacks(Blackhole hole) {
    if (!wrapped) {
      ANSWER.forEach(hole::consume);
      return;
    }
    StreamCallbacks<String> callbacks =
        streams.callbacks(begin(), hole::consume, hole::consume, () -> {});
    ANSWER.forEach(callbacks::onNext);
    callbacks.onComplete();
  }

  /**
   * A publisher whose subscriber asks for one after the other.
   *
   * @param hole takes the elements
   */
  @Benchmark
  public void publisher(Blackhole hole) {
    Flow.Publisher<String> answer = subscriber -> new Sender(subscriber).run();
    (wrapped ? streams.publisher(begin(), answer) : answer).subscribe(new OneByOne(hole));
  }

  /**
   * The bytes of a response, 512 at a time.
   *
   * @param hole takes them
   * @throws IOException never
   */
  @Benchmark
  public void input(Blackhole hole) throws IOException {
    InputStream answer = new ByteArrayInputStream(EVENTS);
    InputStream body = wrapped ? events.input(begin(), answer) : answer;
    while (body.read(buffer) >= 0) {
      hole.consume(buffer);
    }
  }

  /** Sends while it is asked. */
  private static final class Sender implements Flow.Subscription {

    private final Flow.Subscriber<? super String> subscriber;
    private long demand;

    Sender(Flow.Subscriber<? super String> subscriber) {
      this.subscriber = subscriber;
    }

    void run() {
      subscriber.onSubscribe(this);
      for (int i = 0; i < ELEMENTS && demand-- > 0; i++) {
        subscriber.onNext(ANSWER.get(i));
      }
      subscriber.onComplete();
    }

    @Override
    public void request(long n) {
      demand += n;
    }

    @Override
    public void cancel() {
      demand = 0;
    }
  }

  /** Asks for the next when it has one. */
  private static final class OneByOne implements Flow.Subscriber<String> {

    private final Blackhole hole;
    private Flow.Subscription subscription = new Sender(this);

    OneByOne(Blackhole hole) {
      this.hole = hole;
    }

    @Override
    public void onSubscribe(Flow.Subscription theirs) {
      subscription = theirs;
      theirs.request(1);
    }

    @Override
    public void onNext(String element) {
      hole.consume(element);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable cause) {
      hole.consume(cause);
    }

    @Override
    public void onComplete() {}
  }
}
