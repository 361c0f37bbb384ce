package io.github.llmmetrics;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What an engine can tell about itself when it is asked: gauges as they are now, and counters since the engine started.
 * A host implements what its engine has; the rest stays absent.
 *
 * <p>Read at each scrape, on a thread of the library's, within the time that
 * {@link LlmMetrics.Builder#callbackTimeout} sets. One that throws or is too slow costs its own samples of that scrape
 * and is counted in {@code llm_metrics_callback_failures_total{source="engine_stats"}}. Must be thread-safe.
 */
public interface EngineStats {

  /**
   * Requests waiting to be scheduled: {@code llm_queue_depth}.
   *
   * @return 0 or more; empty where it is not known
   */
  default OptionalLong queueDepth() {
    return OptionalLong.empty();
  }

  /**
   * Requests in the engine's batch: {@code llm_running_requests}.
   *
   * @return 0 or more; empty where it is not known
   */
  default OptionalLong runningRequests() {
    return OptionalLong.empty();
  }

  /**
   * Age of the request that has waited longest: {@code llm_oldest_waiting_seconds}.
   *
   * @return seconds; 0 where none waits, empty where it is not known
   */
  default OptionalDouble oldestWaitingSeconds() {
    return OptionalDouble.empty();
  }

  /**
   * Share of KV-cache blocks in use: {@code llm_kv_cache_usage_percent}.
   *
   * @return 0 to 100; empty where it is not known
   */
  default OptionalDouble kvCacheUsagePercent() {
    return OptionalDouble.empty();
  }

  /**
   * Prompt tokens found in the prefix cache since the engine started: {@code llm_prefix_cache_hits_total}.
   *
   * @return 0 or more, never falling; empty where it is not known
   */
  default OptionalLong prefixCacheHitTokens() {
    return OptionalLong.empty();
  }

  /**
   * Prompt tokens looked up in the prefix cache and not found: {@code llm_prefix_cache_misses_total}.
   *
   * @return 0 or more, never falling; empty where it is not known
   */
  default OptionalLong prefixCacheMissedTokens() {
    return OptionalLong.empty();
  }

  /**
   * Times that a running request was put back for lack of KV-cache blocks: {@code llm_preemptions_total}.
   *
   * @return 0 or more, never falling; empty where it is not known
   */
  default OptionalLong preemptions() {
    return OptionalLong.empty();
  }
}
