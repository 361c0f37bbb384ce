package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The handle of one request, from its start to its one end.
 *
 * <pre>{@code
 * try (RequestMetrics request = middleware.begin("llama-3-8b", "acme")) {
 *   for (String token : engine.generate(prompt)) {
 *     request.token();
 *     client.write(token);
 *   }
 *   request.finish(promptTokens, completionTokens);
 * }
 * }</pre>
 *
 * <p>Whichever of {@link #finish()}, {@link #fail(Throwable)}, {@link #cancel()} and {@link #close()} comes first ends
 * the request, on whatever thread; what comes later is dropped and counted in
 * {@code llm_metrics_dropped_total{reason="after_end"}}.
 *
 * <p>No method throws, blocks or logs. All are thread-safe. Where several threads call {@link #token()} of one request at
 * the same moment, each token is counted, and their gaps overlap.
 */
public final class RequestMetrics implements AutoCloseable {

  private final RequestState state;

  RequestMetrics(
      Recorder recorder, RequestFacts facts, ModelCells cells, @Nullable CustomerCells customer) {
    state = new RequestState(this, recorder, facts, cells, customer);
  }

  RequestState state() {
    return state;
  }

  /**
   * Marks that the engine began to work on the request: it is no longer waiting. The first mark counts, and moves
   * {@code llm_queue_time_seconds}; a request that is put back and scheduled again has waited only once.
   */
  public void scheduled() {
    state.scheduled();
  }

  /**
   * Marks the first generated token: content, reasoning or a tool call; never a role prelude or a keep-alive. The first
   * mark counts, and moves {@code llm_time_to_first_token_seconds}; another is ignored. Not needed where
   * {@link #token()} is called, whose first call marks the same.
   */
  public void firstToken() {
    state.firstToken();
  }

  /**
   * Marks the first token that a reader sees: content, no reasoning and no tool call. The first mark counts, and moves
   * {@code llm_time_to_first_visible_token_seconds}; another is ignored. It marks {@link #firstToken()} as well, if
   * nothing did. To be called after {@link #token()} where both are.
   */
  public void firstVisibleToken() {
    state.firstVisibleToken();
  }

  /**
   * The stream of this request's answer, for what wraps it: package {@code io.github.llmmetrics.stream} does for the
   * types of the JDK.
   *
   * @param reader says what an element carries
   * @param <T> the type of its elements
   * @return a recording that ends this request when the stream ends
   */
  public <T> RequestStream<T> stream(ChunkReader<? super T> reader) {
    return new RequestStream<>(this, reader, null);
  }

  /**
   * The stream of this request's answer, from a provider that may not tell the token counts.
   *
   * @param reader says what an element carries
   * @param estimator says what is not told
   * @param <T> the type of its elements
   * @return a recording that ends this request when the stream ends
   */
  public <T> RequestStream<T> stream(
      ChunkReader<? super T> reader, @Nullable UsageEstimator estimator) {
    return new RequestStream<>(this, reader, estimator);
  }

  /**
   * Marks one generated token. The first marks TTFT, unless {@link #firstToken()} did; each later one moves
   * {@code llm_inter_token_latency_seconds} by the gap since the one before.
   */
  public void token() {
    state.tokens(1);
  }

  /**
   * Marks tokens that came together, as in a chunk of a stream: {@code n} observations of the gap divided by {@code n}.
   * As the first mark, it marks TTFT only: no gap is known yet.
   *
   * @param n 0 to 65,536; 0 does nothing, any other number is refused and counted
   */
  public void tokens(int n) {
    state.tokens(n);
  }

  /**
   * Tells what is known of the tokens so far. It is counted whichever way the request ends, so tell the prompt's tokens
   * early and the completion's as they come; what is told later replaces it, field by field.
   *
   * @param usage totals so far, not increments; null is refused and counted
   * @return this handle
   */
  public RequestMetrics usage(Usage usage) {
    state.usage(usage);
    return this;
  }

  /**
   * Tells why generation stopped; counted in {@code llm_finish_reasons_total} when the request ends.
   *
   * @param reason as OpenAI says it ({@code stop}, {@code length}, {@code tool_calls}, {@code content_filter}) or as
   *     other providers say the same; anything else is {@code other}; null is refused and counted
   * @return this handle
   */
  public RequestMetrics finishReason(String reason) {
    state.finishReason(reason);
    return this;
  }

  /**
   * Counts in {@code llm_refusals_total} that the model refused. It does not end the request; what is found out after the
   * end goes to {@link QualityMetrics#refusal(String)}.
   *
   * @param reason a few words from a short list of the host's; never the refusal's text
   * @return this handle
   */
  public RequestMetrics refused(String reason) {
    state.refused(reason);
    return this;
  }

  /**
   * Counts in {@code llm_safety_triggers_total} that a safety filter acted. It does not end the request; what is found
   * out after the end goes to {@link QualityMetrics#safetyTrigger(String)}.
   *
   * @param category what the filter found, from a short list of the host's
   * @return this handle
   */
  public RequestMetrics safetyTriggered(String category) {
    state.safetyTriggered(category);
    return this;
  }

  /** Ends the request with {@link Status#SUCCESS}; its tokens are those told by {@link #usage(Usage)}, if any. */
  public void finish() {
    finished(Usage.NONE, Status.SUCCESS);
  }

  /**
   * Ends the request; its tokens are those told by {@link #usage(Usage)}, if any.
   *
   * @param status how; null is counted and read as success
   */
  public void finish(Status status) {
    finished(Usage.NONE, status);
  }

  /**
   * Ends the request with {@link Status#SUCCESS}.
   *
   * @param promptTokens tokens of the prompt, cached ones included; a negative number is refused and counted
   * @param completionTokens generated tokens, as the engine counts them: never the number of chunks; a negative number
   *     is refused and counted
   */
  public void finish(long promptTokens, long completionTokens) {
    finished(promptTokens, completionTokens, Status.SUCCESS);
  }

  /**
   * Ends the request.
   *
   * @param promptTokens tokens of the prompt, cached ones included; a negative number is refused and counted
   * @param completionTokens generated tokens; a negative number is refused and counted
   * @param status how; null is counted and read as success
   */
  public void finish(long promptTokens, long completionTokens, Status status) {
    finished(promptTokens, completionTokens, status);
  }

  /**
   * Ends the request.
   *
   * @param usage its tokens; what is absent here is taken from {@link #usage(Usage)}; null is the same as none
   * @param status how; null is counted and read as success
   */
  public void finish(Usage usage, Status status) {
    finished(orNone(usage), status);
  }

  /**
   * Ends the request with what the {@link ErrorClassifier} makes of an exception: a timeout is a timeout, a full
   * executor a rejection, nearly all else an error. A client that went away is no failure: that is {@link #cancel()}, even
   * where an exception of the connection tells of it.
   *
   * @param cause what was thrown; its message is never used; null is counted and read as an unknown error
   */
  public void fail(Throwable cause) {
    failed(state.recorder().classify(cause));
  }

  /**
   * Ends the request with what the {@link ErrorClassifier} makes of the HTTP status that somebody answered with: 429 is
   * {@code rate_limit}. A full queue of one's own is {@code finish(Status.REJECTED)}, which counts as {@code overloaded}.
   *
   * @param httpStatus for example 503
   */
  public void failHttp(int httpStatus) {
    failed(state.recorder().classifyHttp(httpStatus));
  }

  /**
   * Ends the request with a failure that the host has classified itself, or that came without an exception.
   *
   * @param failure what it was; null is counted and read as an unknown error
   */
  public void fail(Failure failure) {
    failed(failure == null ? state.recorder().missingFailure() : failure);
  }

  /** Ends the request with {@link Status#CANCELLED}: the client went. The tokens told so far are counted. */
  public void cancel() {
    try {
      state.cancel();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Ends the request with {@link Status#ABANDONED} if nothing ended it before; else does nothing. */
  @Override
  public void close() {
    state.abandon();
  }

  /**
   * The id that the request was started with.
   *
   * @return null for one that was begun without
   */
  public @Nullable String id() {
    return state.facts().id();
  }

  /**
   * The model.
   *
   * @return as the host named it, repaired if need be; {@code other} is a matter of the exposition only
   */
  public String model() {
    return state.facts().model();
  }

  /**
   * The customer.
   *
   * @return as the host named it; null where it did not
   */
  public @Nullable String customerId() {
    return state.facts().customerId();
  }

  /**
   * How the request ended.
   *
   * @return empty while it is pending
   */
  public Optional<Status> status() {
    return state.status();
  }

  /**
   * Time to first token: start to first generated token.
   *
   * @return seconds; empty while there was no token
   */
  public OptionalDouble ttft() {
    return state.ttft();
  }

  /**
   * Time per output token: (end − first token) / (completion tokens − 1), from the token counts given at the end.
   *
   * @return seconds; empty before the end, and where there are fewer than two tokens
   */
  public OptionalDouble tpot() {
    return state.tpot();
  }

  /**
   * Start to end.
   *
   * @return seconds; empty before the end
   */
  public OptionalDouble totalLatency() {
    return state.totalLatency();
  }

  /**
   * Start to first scheduling.
   *
   * @return seconds; empty where the host did not tell
   */
  public OptionalDouble queueTime() {
    return state.queueTime();
  }

  /** As {@link #fail(Throwable)}, but an end before it is no mistake: a body may end its request and throw then. */
  void failUnlessEnded(Throwable cause) {
    if (state.status().isEmpty()) {
      fail(cause);
    }
  }

  // A handle that is not used any more is lost, even while one of its methods runs: an end must be
  // decided before that.
  private void finished(Usage usage, Status status) {
    try {
      state.finish(usage, status);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void finished(long promptTokens, long completionTokens, Status status) {
    try {
      state.finish(promptTokens, completionTokens, status);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void failed(Failure failure) {
    try {
      state.fail(failure);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  static Usage orNone(@Nullable Usage usage) {
    return usage == null ? Usage.NONE : usage;
  }
}
