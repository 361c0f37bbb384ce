package io.github.llmmetrics;

/**
 * Says what a failure was, from an exception or from an HTTP status, so that metrics carry a closed set of causes and
 * never a message.
 *
 * <p>Called on the thread that reports the failure; must be thread-safe. One that throws or returns null is counted in
 * {@code llm_metrics_callback_failures_total{source="error_classifier"}}, and {@link #standard()} decides.
 *
 * <pre>{@code
 * ErrorClassifier mine = new ErrorClassifier() {
 *   public Failure classify(Throwable cause) {
 *     return cause instanceof CudaOutOfMemory
 *         ? Failure.error(ErrorType.OUT_OF_MEMORY)
 *         : ErrorClassifier.standard().classify(cause);
 *   }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface ErrorClassifier {

  /**
   * Classifies an exception.
   *
   * @param cause what was thrown
   * @return its status and type
   */
  Failure classify(Throwable cause);

  /**
   * Classifies the HTTP status of an answer that failed.
   *
   * @param httpStatus for example 429
   * @return its status and type
   */
  default Failure classifyHttp(int httpStatus) {
    return HttpFailures.classify(httpStatus);
  }

  /**
   * The classifier that is used where none is set. The first cause that says something decides: a timeout is
   * {@code timeout}, a {@code CancellationException} is {@code cancelled}, an {@code IOException} that is not about files
   * is {@code connection}, a {@code RejectedExecutionException} is {@code rejected}, an {@code OutOfMemoryError} is
   * {@code out_of_memory}; anything else is {@code internal}.
   *
   * @return a stateless classifier
   */
  static ErrorClassifier standard() {
    return ExceptionFailures::classify;
  }
}
