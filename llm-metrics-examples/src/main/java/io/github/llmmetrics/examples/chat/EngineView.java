package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.EngineStats;
import io.github.llmmetrics.examples.chat.engine.Engine;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Shows an engine to llm-metrics, which reads it at each scrape.
 *
 * @param engine whose snapshot is cheap and never waits
 */
record EngineView(Engine engine) implements EngineStats {

  @Override
  public OptionalLong queueDepth() {
    return OptionalLong.of(engine.snapshot().waiting());
  }

  @Override
  public OptionalLong runningRequests() {
    return OptionalLong.of(engine.snapshot().running());
  }

  @Override
  public OptionalDouble oldestWaitingSeconds() {
    return OptionalDouble.of(engine.snapshot().oldestWaitingSeconds());
  }

  @Override
  public OptionalDouble kvCacheUsagePercent() {
    return OptionalDouble.of(engine.snapshot().kvUsagePercent());
  }

  @Override
  public OptionalLong prefixCacheHitTokens() {
    return OptionalLong.of(engine.snapshot().prefixHitTokens());
  }

  @Override
  public OptionalLong prefixCacheMissedTokens() {
    return OptionalLong.of(engine.snapshot().prefixMissTokens());
  }

  @Override
  public OptionalLong preemptions() {
    return OptionalLong.of(engine.snapshot().preemptions());
  }
}
