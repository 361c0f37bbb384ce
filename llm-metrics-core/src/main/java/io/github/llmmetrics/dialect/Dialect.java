package io.github.llmmetrics.dialect;

import java.util.List;

/**
 * Names, labels and buckets of another server, under which the service's measurements can be exposed beside ours.
 *
 * <pre>{@code
 * vllm:num_requests_waiting{engine="0",model_name="llama-3-8b"} 3.0
 * vllm:request_success_total{engine="0",finished_reason="stop",model_name="llama-3-8b"} 12.0
 * }</pre>
 */
public enum Dialect {
  /** vLLM's V1 engine, as of 2026. */
  VLLM;

  /**
   * What is exposed.
   *
   * @return in the order of the documentation
   */
  public List<DialectMetric> metrics() {
    return switch (this) {
      case VLLM -> VllmDialect.METRICS;
    };
  }

  /**
   * What the other server exposes and we do not.
   *
   * @return in the order of the documentation
   */
  public List<DialectGap> gaps() {
    return switch (this) {
      case VLLM -> VllmDialect.GAPS;
    };
  }
}
