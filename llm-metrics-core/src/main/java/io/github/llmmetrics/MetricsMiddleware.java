package io.github.llmmetrics;

import org.jspecify.annotations.Nullable;

/**
 * Where requests begin: the three hooks {@code start}, {@code firstToken} and {@code finish}, and the rest.
 *
 * <p>{@link #begin(String)} and {@link #start(String, String)} differ in who holds the request. Hosts that can hold a
 * handle {@code begin}; hosts whose callbacks live apart and share only an id {@code start}, and say the id with each
 * call:
 *
 * <pre>{@code
 * middleware.start(id, "llama-3-8b");
 * middleware.firstToken(id);
 * middleware.finish(id, promptTokens, completionTokens);
 * }</pre>
 *
 * <p>A call for an id that is not live is dropped and counted in {@code llm_metrics_dropped_total}, with the reason
 * {@code unknown_id}. No method throws, blocks or logs; all are thread-safe, as {@link RequestMetrics} says.
 */
public final class MetricsMiddleware {

  private final Recorder recorder;

  MetricsMiddleware(Recorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Begins a request that the caller holds.
   *
   * @param model as the price table and the dashboards name it; null or blank becomes {@code unknown}
   * @return its handle; best closed by try-with-resources
   */
  public RequestMetrics begin(String model) {
    return begin(model, null);
  }

  /**
   * Begins a request of a customer that the caller holds.
   *
   * @param model as the price table and the dashboards name it; null or blank becomes {@code unknown}
   * @param customerId an id, never a name, an address or a key; null for none
   * @return its handle; best closed by try-with-resources
   */
  public RequestMetrics begin(String model, @Nullable String customerId) {
    return recorder.begin(null, model, customerId);
  }

  /**
   * Starts a request that is found by its id until it ends.
   *
   * @param requestId unique among the live ones: a second start with a live id ends the older request as abandoned
   * @param model as the price table and the dashboards name it; null or blank becomes {@code unknown}
   * @return its handle, for hosts that want both
   */
  public RequestMetrics start(String requestId, String model) {
    return start(requestId, model, null);
  }

  /**
   * Starts a request of a customer that is found by its id until it ends.
   *
   * @param requestId unique among the live ones: a second start with a live id ends the older request as abandoned;
   *     with null the request can be ended by its handle only
   * @param model as the price table and the dashboards name it; null or blank becomes {@code unknown}
   * @param customerId an id, never a name, an address or a key; null for none
   * @return its handle, for hosts that want both
   */
  public RequestMetrics start(String requestId, String model, @Nullable String customerId) {
    if (requestId == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
    }
    return recorder.begin(requestId, model, customerId);
  }

  /**
   * Runs a request from its begin to its end: what the body throws ends it by {@link RequestMetrics#fail(Throwable)} and
   * goes on to the caller; a body that returns without an end has abandoned it.
   *
   * <pre>{@code
   * middleware.run("llama-3-8b", "acme", request -> {
   *   for (String token : engine.generate(prompt)) {
   *     request.token();
   *     client.write(token);
   *   }
   *   request.finish(engine.promptTokens(), engine.completionTokens());
   * });
   * }</pre>
   *
   * @param model as the price table and the dashboards name it; null or blank becomes {@code unknown}
   * @param customerId an id, never a name, an address or a key; null for none
   * @param body serves the request, on this thread
   * @param <X> what the body may throw
   * @throws X what the body throws
   */
  public <X extends Exception> void run(
      String model, @Nullable String customerId, RequestBody<X> body) throws X {
    try (RequestMetrics request = begin(model, customerId)) {
      try {
        body.serve(request);
      } catch (Throwable t) {
        // Only here: a catch beside the try's resource would come after close() has ended the
        // request.
        request.failUnlessEnded(t);
        throw t;
      }
    }
  }

  /**
   * {@link RequestMetrics#scheduled()} by id.
   *
   * @param requestId of a live request
   */
  public void scheduled(String requestId) {
    RequestState state = find(requestId);
    if (state != null) {
      state.scheduled();
    }
  }

  /**
   * {@link RequestMetrics#firstToken()} by id.
   *
   * @param requestId of a live request
   */
  public void firstToken(String requestId) {
    RequestState state = find(requestId);
    if (state != null) {
      state.firstToken();
    }
  }

  /**
   * {@link RequestMetrics#token()} by id.
   *
   * @param requestId of a live request
   */
  public void token(String requestId) {
    tokens(requestId, 1);
  }

  /**
   * {@link RequestMetrics#tokens(int)} by id.
   *
   * @param requestId of a live request
   * @param n 0 to 65,536
   */
  public void tokens(String requestId, int n) {
    RequestState state = find(requestId);
    if (state != null) {
      state.tokens(n);
    }
  }

  /**
   * {@link RequestMetrics#usage(Usage)} by id.
   *
   * @param requestId of a live request
   * @param usage totals so far
   */
  public void usage(String requestId, Usage usage) {
    RequestState state = find(requestId);
    if (state != null) {
      state.usage(usage);
    }
  }

  /**
   * {@link RequestMetrics#finishReason(String)} by id.
   *
   * @param requestId of a live request
   * @param reason why generation stopped
   */
  public void finishReason(String requestId, String reason) {
    RequestState state = find(requestId);
    if (state != null) {
      state.finishReason(reason);
    }
  }

  /**
   * {@link RequestMetrics#refused(String)} by id.
   *
   * @param requestId of a live request
   * @param reason why the model refused
   */
  public void refused(String requestId, String reason) {
    RequestState state = find(requestId);
    if (state != null) {
      state.refused(reason);
    }
  }

  /**
   * {@link RequestMetrics#safetyTriggered(String)} by id.
   *
   * @param requestId of a live request
   * @param category what the filter found
   */
  public void safetyTriggered(String requestId, String category) {
    RequestState state = find(requestId);
    if (state != null) {
      state.safetyTriggered(category);
    }
  }

  /**
   * {@link RequestMetrics#finish(long, long)} by id.
   *
   * @param requestId of a live request
   * @param promptTokens tokens of the prompt, cached ones included
   * @param completionTokens generated tokens
   */
  public void finish(String requestId, long promptTokens, long completionTokens) {
    finish(requestId, Usage.of(promptTokens, completionTokens), Status.SUCCESS);
  }

  /**
   * {@link RequestMetrics#finish(long, long, Status)} by id.
   *
   * @param requestId of a live request
   * @param promptTokens tokens of the prompt, cached ones included
   * @param completionTokens generated tokens
   * @param status how
   */
  public void finish(String requestId, long promptTokens, long completionTokens, Status status) {
    finish(requestId, Usage.of(promptTokens, completionTokens), status);
  }

  /**
   * {@link RequestMetrics#finish(Status)} by id.
   *
   * @param requestId of a live request
   * @param status how
   */
  public void finish(String requestId, Status status) {
    finish(requestId, Usage.NONE, status);
  }

  /**
   * {@link RequestMetrics#finish(Usage, Status)} by id.
   *
   * @param requestId of a live request
   * @param usage its tokens
   * @param status how
   */
  public void finish(String requestId, Usage usage, Status status) {
    RequestState state = find(requestId);
    if (state != null) {
      state.finish(RequestMetrics.orNone(usage), status);
    }
  }

  /**
   * {@link RequestMetrics#fail(Throwable)} by id.
   *
   * @param requestId of a live request
   * @param cause what was thrown
   */
  public void fail(String requestId, Throwable cause) {
    RequestState state = find(requestId);
    if (state != null) {
      state.fail(recorder.classify(cause));
    }
  }

  /**
   * {@link RequestMetrics#fail(Failure)} by id.
   *
   * @param requestId of a live request
   * @param failure what it was
   */
  public void fail(String requestId, Failure failure) {
    RequestState state = find(requestId);
    if (state != null) {
      state.fail(failure == null ? recorder.missingFailure() : failure);
    }
  }

  /**
   * {@link RequestMetrics#failHttp(int)} by id.
   *
   * @param requestId of a live request
   * @param httpStatus for example 503
   */
  public void failHttp(String requestId, int httpStatus) {
    RequestState state = find(requestId);
    if (state != null) {
      state.fail(recorder.classifyHttp(httpStatus));
    }
  }

  /**
   * {@link RequestMetrics#cancel()} by id.
   *
   * @param requestId of a live request
   */
  public void cancel(String requestId) {
    RequestState state = find(requestId);
    if (state != null) {
      state.cancel();
    }
  }

  private @Nullable RequestState find(@Nullable String requestId) {
    if (requestId == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
      return null;
    }
    RequestState state = recorder.live.find(requestId);
    if (state == null) {
      recorder.self.dropped(recorder.isClosed() ? DropReason.CLOSED : DropReason.UNKNOWN_ID);
    }
    return state;
  }
}
