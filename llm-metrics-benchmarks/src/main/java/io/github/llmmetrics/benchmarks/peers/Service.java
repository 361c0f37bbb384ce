package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.Status;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What a service calls for each request. What {@code begin} returns is given back with each further call. */
public interface Service {

  /**
   * A request begins.
   *
   * @param id unique among the live ones
   * @param model its model
   * @param customer its customer
   * @return stands for the request
   */
  Object begin(String id, String model, String customer);

  /**
   * Its first token came.
   *
   * @param request from {@code begin}
   */
  void firstToken(Object request);

  /**
   * Another token came.
   *
   * @param request from {@code begin}
   */
  void token(Object request);

  /**
   * It ended.
   *
   * @param request from {@code begin}
   * @param promptTokens tokens of its prompt
   * @param completionTokens tokens of its answer
   * @param status success or cancelled
   */
  void finish(Object request, long promptTokens, long completionTokens, Status status);

  /**
   * A whole scrape, as its own exporter would begin it.
   *
   * @return the number of samples or metrics, so that nothing is optimised away; 0 if there is nothing to scrape
   */
  default int scrape() {
    return 0;
  }

  /**
   * What a scrape says, of which the sums can be checked.
   *
   * @return empty where there is no registry of client_java, or nothing is checked
   */
  default MetricSnapshots snapshots() {
    return new MetricSnapshots();
  }
}
