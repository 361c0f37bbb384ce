package io.github.llmmetrics;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody has ended yet, as {@link LiveRequests} finds it again. Its handle is not held: where nothing else
 * finds the request, it is queued when the handle is lost.
 */
final class LiveRequest extends PhantomReference<RequestMetrics> implements Runnable {

  private final RequestState state;
  private final @Nullable String id;
  private final @Nullable Throwable begunBy;
  private final Consumer<LiveRequest> onEnd;

  /**
   * A live request.
   *
   * @param lost gets it when its handle is lost; null where it is found by its id
   * @param begunBy the stack at which it began, if that was sampled
   * @param onEnd hears when it ended, however
   */
  LiveRequest(
      RequestMetrics handle,
      RequestState state,
      @Nullable String id,
      @Nullable ReferenceQueue<RequestMetrics> lost,
      @Nullable Throwable begunBy,
      Consumer<LiveRequest> onEnd) {
    super(handle, lost);
    this.state = state;
    this.id = id;
    this.begunBy = begunBy;
    this.onEnd = onEnd;
  }

  RequestState state() {
    return state;
  }

  @Nullable
  String id() {
    return id;
  }

  @Nullable
  Throwable begunBy() {
    return begunBy;
  }

  /** The end of the request. */
  @Override
  public void run() {
    clear();
    onEnd.accept(this);
  }
}
