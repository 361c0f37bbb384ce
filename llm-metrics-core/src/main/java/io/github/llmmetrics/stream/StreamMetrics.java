package io.github.llmmetrics.stream;

import io.github.llmmetrics.ChunkReader;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.RequestStream;
import io.github.llmmetrics.UsageEstimator;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wraps streams of one kind of elements, each for a request that has begun.
 *
 * <pre>{@code
 * StreamMetrics<Delta> streams = StreamMetrics.of(delta -> delta.text().isEmpty() ? Chunk.NONE : Chunk.CONTENT);
 *
 * for (Delta delta : streams.iterable(middleware.begin("llama-3-8b"), model.stream(prompt))) {
 *   client.write(delta.text());
 * }
 * }</pre>
 *
 * <p>A wrapped stream ends its request: with success at its end, as {@link RequestMetrics#fail(Throwable)} where it fails,
 * as cancelled where its consumer cancels or closes it before, and as abandoned where it is dropped. Time that the consumer
 * has the stream is in {@code llm_stream_backpressure_seconds}, and in neither TPOT nor ITL. Immutable and thread-safe.
 *
 * @param <T> the type of the elements
 */
public final class StreamMetrics<T> {

  private final Supplier<? extends ChunkReader<? super T>> readers;
  private final @Nullable UsageEstimator estimator;

  StreamMetrics(
      Supplier<? extends ChunkReader<? super T>> readers, @Nullable UsageEstimator estimator) {
    this.readers = readers;
    this.estimator = estimator;
  }

  /**
   * For elements that the reader understands each for itself.
   *
   * @param reader says what an element carries; stateless
   * @param <T> the type of the elements
   * @return one for all requests
   */
  public static <T> StreamMetrics<T> of(ChunkReader<? super T> reader) {
    Objects.requireNonNull(reader, "reader");
    return new StreamMetrics<>(() -> reader, null);
  }

  /**
   * The same for providers that may not tell the token counts.
   *
   * @param usage says what is not told
   * @return a new one
   */
  public StreamMetrics<T> estimatedBy(UsageEstimator usage) {
    return new StreamMetrics<>(readers, Objects.requireNonNull(usage, "usage"));
  }

  RequestStream<T> recording(RequestMetrics request) {
    return request.stream(readers.get(), estimator);
  }

  /**
   * Wraps an iterator. One that is left before its end leaves the request to its handle.
   *
   * @param request that has begun
   * @param source the elements
   * @return the same elements
   */
  public Iterator<T> iterator(RequestMetrics request, Iterator<? extends T> source) {
    return new RecordedIterator<>(recording(request), source);
  }

  /**
   * Wraps an iterable. The first iteration is the request's; a later one is passed on as it is.
   *
   * @param request that has begun
   * @param source the elements
   * @return the same elements
   */
  public Iterable<T> iterable(RequestMetrics request, Iterable<? extends T> source) {
    return new RecordedIterable<>(recording(request), source);
  }

  /**
   * Wraps a stream. Its elements come one after the other, also where it is parallel; closing it before its end cancels
   * the request.
   *
   * @param request that has begun
   * @param source the elements
   * @return the same elements; to close it closes the source
   */
  public Stream<T> stream(RequestMetrics request, Stream<? extends T> source) {
    RequestStream<T> recording = recording(request);
    return StreamSupport.<T>stream(
            new RecordedSpliterator<>(recording, source.spliterator()), source.isParallel())
        .onClose(recording::cancel)
        .onClose(source::close);
  }

  /**
   * Wraps a publisher. The first subscription is the request's; a later one is passed on as it is. The subscriber has the
   * stream while it works on an element, and while it has asked for none.
   *
   * @param request that has begun
   * @param source the elements
   * @return the same elements, for the same demand
   */
  public Flow.Publisher<T> publisher(RequestMetrics request, Flow.Publisher<? extends T> source) {
    return new RecordedPublisher<>(recording(request), Objects.requireNonNull(source, "source"));
  }

  /**
   * Wraps callbacks.
   *
   * @param request that has begun
   * @param onNext gets each element
   * @param onError gets the cause where the stream fails
   * @param onComplete runs at its end
   * @return what the engine is to call
   */
  public StreamCallbacks<T> callbacks(
      RequestMetrics request,
      Consumer<? super T> onNext,
      Consumer<? super Throwable> onError,
      Runnable onComplete) {
    return new StreamCallbacks<>(recording(request), onNext, onError, onComplete);
  }

  /**
   * Records a stage that brings the answer as a whole: its usage, its end, and no first token. Where it is cancelled, the
   * request is.
   *
   * @param request that has begun
   * @param source the answer
   * @param <S> the type of the stage
   * @return the source itself
   */
  public <S extends CompletionStage<? extends T>> S stage(RequestMetrics request, S source) {
    RequestStream<T> recording = recording(request);
    CompletionStage<?> unused = source.whenComplete((answer, cause) -> {
      if (cause != null) {
        recording.fail(cause);
      } else {
        recording.whole(answer);
        recording.complete();
      }
    });
    return source;
  }
}
