package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.ErrorType;
import io.github.llmmetrics.Failure;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Status;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.examples.chat.engine.Generation;
import io.github.llmmetrics.examples.chat.engine.GenerationListener;

/**
 * Tells llm-metrics the life of one request. The engine's thread tells that it was scheduled and each token, at the
 * moment it happens; the thread that answers the client tells how it ended. {@link #close()} without an end would count
 * it as abandoned.
 */
final class RequestRecorder implements GenerationListener, AutoCloseable {

  private final RequestMetrics request;
  private volatile boolean scheduled;

  RequestRecorder(RequestMetrics request) {
    this.request = request;
  }

  @Override
  public void scheduled() {
    scheduled = true;
    request.scheduled();
  }

  /** Every token, also one without text of its own, such as half a character. */
  @Override
  public void token() {
    request.token();
    request.firstVisibleToken(); // these models do not reason
  }

  /** The question or the answer broke a rule. */
  void safetyTriggered(Violation violation) {
    request.safetyTriggered(violation.category());
  }

  /**
   * A prepared text answers instead of the model. Its tokens are told, as the client is told them; but none was
   * generated, so there is no first token and no time per token.
   */
  void refused(Violation violation, TokenCounts tokens) {
    request.refused(violation.reason());
    request.usage(usage(tokens));
  }

  /**
   * What the engine has worked so far, to be told before the end, whichever that is. While the request waited that was
   * nothing, not even its prompt.
   */
  void worked(Generation generation) {
    request.usage(scheduled ? usage(TokenCounts.of(generation)) : Usage.of(0, 0));
  }

  /** The answer is with the client, all of it. */
  void answered(String finishReason) {
    request.finishReason(finishReason).finish();
  }

  /** The engine had no place for the request. */
  void rejected() {
    request.finish(Status.REJECTED);
  }

  /** The deadline passed first. */
  void timedOut() {
    request.finish(Status.TIMEOUT);
  }

  /** The client hung up. */
  void clientGone() {
    request.cancel();
  }

  /** The engine gave up; it has no exception to show. */
  void engineFailed() {
    request.fail(Failure.error(ErrorType.INTERNAL));
  }

  /** Something is broken. */
  void failed(Exception cause) {
    request.fail(cause);
  }

  @Override
  public void close() {
    request.close();
  }

  private static Usage usage(TokenCounts tokens) {
    return Usage.of(tokens.prompt(), tokens.completion()).withCachedPrompt(tokens.cached());
  }
}
