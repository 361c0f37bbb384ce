package io.github.llmmetrics;

import io.github.llmmetrics.internal.Guard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@link EngineStats} on another thread and waits for it no longer than it may take. Scrapes that come at the
 * same time share a reading. One that does not come back in time holds one thread and no further scrape: until it does,
 * every later attempt fails at once.
 */
final class EngineWatch {

  private static final String SOURCE = "engine_stats";

  private final EngineStats stats;
  private final Executor executor;
  private final Guard guard;
  private final AtomicReference<@Nullable Attempt> inFlight = new AtomicReference<>();

  EngineWatch(EngineStats stats, Executor executor, Guard guard) {
    this.stats = stats;
    this.executor = executor;
    this.guard = guard;
  }

  /**
   * Begins a reading, or joins the one that another scrape began at the same time; null if an earlier one was too slow
   * and has not come back yet.
   */
  // Throwable on purpose: a thread that cannot be made is an OutOfMemoryError, and no reason to
  // fail a scrape.
  @SuppressWarnings("CatchThrowable")
  @Nullable
  Attempt begin() {
    Attempt fresh = new Attempt();
    Attempt running = inFlight.compareAndExchange(null, fresh);
    if (running != null && running.isLate) {
      guard.failed(SOURCE, "has not come back from an earlier scrape", new TimeoutException());
      return null;
    }
    if (running != null) {
      return running;
    }
    try {
      executor.execute(() -> read(fresh));
    } catch (Throwable t) {
      inFlight.set(null);
      fresh.result.completeExceptionally(t);
    }
    return fresh;
  }

  // Throwable on purpose, as in Guard: whatever the host's code throws costs this reading only.
  @SuppressWarnings("CatchThrowable")
  private void read(Attempt attempt) {
    try {
      EngineReading reading = EngineReading.of(stats);
      inFlight.set(null);
      attempt.result.complete(reading);
    } catch (Throwable t) {
      inFlight.set(null);
      attempt.result.completeExceptionally(t);
    }
  }

  /** The reading if it comes in time; null, and a failure counted, if not. */
  @Nullable
  EngineReading await(Attempt attempt, long nanos) {
    try {
      return attempt.result.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      guard.failed(SOURCE, "threw", e);
    } catch (TimeoutException e) {
      attempt.isLate = true;
      guard.failed(SOURCE, "was too slow", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      guard.failed(SOURCE, "was interrupted", e);
    }
    return null;
  }

  /** One reading on its way; late once a scrape gave up on it. */
  static final class Attempt {

    private final CompletableFuture<EngineReading> result = new CompletableFuture<>();
    private volatile boolean isLate;

    private Attempt() {}
  }
}
