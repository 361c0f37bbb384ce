package io.github.llmmetrics;

import io.github.llmmetrics.internal.FieldAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recording of one request's stream, from its first element to its one end: the part of a wrapper that does not depend
 * on what it wraps. Package {@code io.github.llmmetrics.stream} wraps the types of the JDK.
 *
 * <pre>{@code
 * RequestStream<Delta> recording = request.stream(reader);
 * source.onElement(delta -> {
 *   recording.resume();
 *   recording.next(delta);
 *   recording.pause(); // its consumer has it now
 *   consumer.accept(delta);
 * });
 * source.onEnd(recording::complete);
 * }</pre>
 *
 * <p>The first of {@link #complete()}, {@link #fail(Throwable)} and {@link #cancel()} ends the request, unless the host
 * did; what comes after an end is ignored. No method throws or blocks; all are thread-safe, {@link #next(Object)} one
 * element at a time.
 *
 * @param <T> the type of its elements
 */
@SuppressWarnings("UnusedVariable") // Error Prone sees no writing by a VarHandle.
public final class RequestStream<T> {

  private static final VarHandle ENDED =
      FieldAccess.to(MethodHandles.lookup(), "ended", boolean.class);

  // The handle and not its state: a stream that is dropped must be seen as lost.
  private final RequestMetrics request;
  private final ChunkReader<? super T> reader;
  private final @Nullable UsageEstimator estimator;
  private long carried;
  private volatile boolean ended;

  RequestStream(
      RequestMetrics request, ChunkReader<? super T> reader, @Nullable UsageEstimator estimator) {
    this.request = request;
    this.reader = Objects.requireNonNull(reader, "reader");
    this.estimator = estimator;
  }

  /** Marks that the consumer has the stream: time is its own until {@link #resume()}. Nothing if it had it already. */
  public void pause() {
    if (!ended) {
      request.state().pause();
    }
  }

  /** Marks that the consumer waits for the stream again. Nothing if it did already. */
  public void resume() {
    if (!ended) {
      request.state().resume();
    }
  }

  /**
   * Records what an element carries, at the moment at which it came.
   *
   * @param element what came, for the reader only
   */
  public void next(T element) {
    if (!ended) {
      record(read(element), true);
    }
  }

  /**
   * Records an answer that came as a whole: its usage and the reason for its end, and no first token.
   *
   * @param answer what came, for the reader only
   */
  public void whole(T answer) {
    if (!ended) {
      record(read(answer), false);
    }
  }

  // Throwable on purpose: the reader is host code, and an Error of it is no reason to break a
  // stream that is well.
  @SuppressWarnings("CatchThrowable")
  private Chunk read(T element) {
    try {
      Chunk chunk = reader.read(element);
      if (chunk != null) {
        return chunk;
      }
      request.state().recorder().self.dropped(DropReason.NULL_ARGUMENT);
      return Chunk.NONE;
    } catch (Throwable t) {
      return request.state().recorder().unreadable(t);
    }
  }

  private void record(Chunk chunk, boolean streamed) {
    RequestState state = request.state();
    carried += Math.max(0, chunk.tokens());
    if (streamed && chunk.tokens() != 0) {
      state.tokens(chunk.tokens());
      if (chunk.visible() && chunk.tokens() > 0) {
        state.firstVisibleToken();
      }
    }
    if (chunk.usage() != null) {
      state.usage(chunk.usage());
    }
    if (chunk.finishReason() != null) {
      state.finishReason(chunk.finishReason());
    }
    if (chunk.failure() != null && isEndedNow()) {
      request.fail(chunk.failure());
    }
  }

  /** Ends the request with {@link Status#SUCCESS}. */
  public void complete() {
    if (isEndedNow()) {
      request.finish();
    }
  }

  /**
   * Ends the request as {@link RequestMetrics#fail(Throwable)} does.
   *
   * @param cause what was thrown
   */
  public void fail(Throwable cause) {
    if (isEndedNow()) {
      request.fail(cause);
    }
  }

  /** Ends the request with {@link Status#CANCELLED}: its consumer wants no more. */
  public void cancel() {
    if (isEndedNow()) {
      request.cancel();
    }
  }

  /** Whether this call is the one that ends the request; if so, what is not told is estimated. */
  private boolean isEndedNow() {
    if (ended || !ENDED.compareAndSet(this, false, true) || !request.state().isPending()) {
      return false;
    }
    if (estimator != null) {
      request.state().estimate(estimator, carried);
    }
    return true;
  }
}
