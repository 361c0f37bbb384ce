package io.github.llmmetrics;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One reading of an {@link EngineStats}: all of it, or nothing. */
record EngineReading(
    OptionalLong queueDepth,
    OptionalLong runningRequests,
    OptionalDouble oldestWaitingSeconds,
    OptionalDouble kvCacheUsagePercent,
    OptionalLong prefixCacheHitTokens,
    OptionalLong prefixCacheMissedTokens,
    OptionalLong preemptions) {

  static EngineReading of(EngineStats stats) {
    return new EngineReading(
        Objects.requireNonNull(stats.queueDepth(), "queueDepth"),
        Objects.requireNonNull(stats.runningRequests(), "runningRequests"),
        Objects.requireNonNull(stats.oldestWaitingSeconds(), "oldestWaitingSeconds"),
        Objects.requireNonNull(stats.kvCacheUsagePercent(), "kvCacheUsagePercent"),
        Objects.requireNonNull(stats.prefixCacheHitTokens(), "prefixCacheHitTokens"),
        Objects.requireNonNull(stats.prefixCacheMissedTokens(), "prefixCacheMissedTokens"),
        Objects.requireNonNull(stats.preemptions(), "preemptions"));
  }
}
