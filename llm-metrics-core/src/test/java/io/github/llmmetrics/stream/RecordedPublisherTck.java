package io.github.llmmetrics.stream;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.LlmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.example.unicast.RangePublisher;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The compatibility kit of Reactive Streams on a wrapped publisher; {@link RecordedPublisherTckTest} runs it. */
public final class RecordedPublisherTck extends FlowPublisherVerification<Integer> {

  private static final int MOST = Integer.MAX_VALUE;

  private final LlmMetrics metrics =
      LlmMetrics.builder().registry(new PrometheusRegistry()).build();
  private final StreamMetrics<Integer> streams = StreamMetrics.of(element -> Chunk.CONTENT);

  /** With the kit's own time limits. */
  public RecordedPublisherTck() {
    super(new TestEnvironment());
  }

  @Override
  public Flow.Publisher<Integer> createFlowPublisher(long elements) {
    return wrapped(
        FlowAdapters.toFlowPublisher(new RangePublisher(0, (int) Math.min(MOST, elements))));
  }

  @Override
  public Flow.Publisher<Integer> createFailedFlowPublisher() {
    return wrapped(subscriber -> {
      subscriber.onSubscribe(new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      });
      subscriber.onError(new IllegalStateException());
    });
  }

  @Override
  public long maxElementsFromPublisher() {
    return MOST;
  }

  private Flow.Publisher<Integer> wrapped(Flow.Publisher<Integer> source) {
    return streams.publisher(metrics.middleware().begin("m"), source);
  }
}
