package io.github.llmmetrics.testing;

import io.github.llmmetrics.internal.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when it is told to, both as a duration and as a time of day. Thread-safe. */
public final class ManualClock implements NanoClock, InstantSource {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  // Not from 0, so that a test fails where a reading is taken for a duration.
  private static final long ORIGIN = 123_456_789_000L;

  private final AtomicLong elapsed = new AtomicLong();

  /** Moves the clock; a negative duration moves it back. */
  public void advance(Duration duration) {
    elapsed.addAndGet(duration.toNanos());
  }

  /** Moves the clock; a negative number moves it back. */
  public void advanceMillis(long millis) {
    advance(Duration.ofMillis(millis));
  }

  /** Sets the time of day, and the monotonic reading with it. */
  public void setInstant(Instant instant) {
    elapsed.set(Duration.between(START, instant).toNanos());
  }

  @Override
  public long nanoTime() {
    return ORIGIN + elapsed.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(elapsed.get());
  }
}
