package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.EngineStats;
import io.github.llmmetrics.examples.chat.engine.EngineSnapshot;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Shows an engine to llm-metrics, which reads it at each scrape.
 *
 * @param snapshot the engine's figures of the moment; cheap, and never waits
 */
record EngineView(Supplier<EngineSnapshot> snapshot) implements EngineStats {

  @Override
  public OptionalLong queueDepth() {
    return OptionalLong.of(snapshot.get().waiting());
  }

  @Override
  public OptionalLong runningRequests() {
    return OptionalLong.of(snapshot.get().running());
  }

  @Override
  public OptionalDouble oldestWaitingSeconds() {
    return OptionalDouble.of(snapshot.get().oldestWaitingSeconds());
  }

  @Override
  public OptionalDouble kvCacheUsagePercent() {
    return OptionalDouble.of(snapshot.get().kvUsagePercent());
  }

  @Override
  public OptionalLong prefixCacheHitTokens() {
    return OptionalLong.of(snapshot.get().prefixHitTokens());
  }

  @Override
  public OptionalLong prefixCacheMissedTokens() {
    return OptionalLong.of(snapshot.get().prefixMissTokens());
  }

  @Override
  public OptionalLong preemptions() {
    return OptionalLong.of(snapshot.get().preemptions());
  }
}
