package io.github.llmmetrics;

/**
 * The work of one request, for {@link MetricsMiddleware#run}.
 *
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface RequestBody<X extends Exception> {

  /**
   * Serves the request and ends it.
   *
   * @param request its handle
   * @throws X whatever goes wrong
   */
  void serve(RequestMetrics request) throws X;
}
