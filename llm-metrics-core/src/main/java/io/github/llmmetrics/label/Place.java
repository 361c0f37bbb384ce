package io.github.llmmetrics.label;

import io.github.llmmetrics.label.HeavyHitters.Shown;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A value's place among those that have series of their own. It knows how many are inside, so that it is given up only
 * when nobody will write into its series any more. Thread-safe; entering and leaving are wait-free.
 *
 * @param <S> what the owner keeps for the place: its series
 */
public final class Place<S> {

  /** The sign of {@link #entered} says that the place is retired: nobody enters it any more. */
  private static final long RETIRED = Long.MIN_VALUE;

  private final String value;
  private final S series;
  private final Kind kind;
  private final AtomicLong entered = new AtomicLong();
  private final AtomicLong left = new AtomicLong();

  // Read and written while HeavyHitters turns over, by one thread at a time.
  private double weight;
  private long weighed;
  private long enteredAtLast;
  private long usedAt;
  private @Nullable Shown settled;

  /** How the value came by its place. */
  enum Kind {
    /** It was declared, and keeps it. */
    DECLARED,
    /** It came while there was room. */
    FIRST_COME,
    /** It had become heavier than another, or the room of another had become free. */
    PROMOTED
  }

  Place(String value, S series, Kind kind, double weight, long now) {
    this.value = value;
    this.series = series;
    this.kind = kind;
    this.weight = weight;
    this.usedAt = now;
  }

  /**
   * Whose place it is.
   *
   * @return the label's value
   */
  public String value() {
    return value;
  }

  /**
   * What the owner keeps for it.
   *
   * @return what its factory made
   */
  public S series() {
    return series;
  }

  /**
   * Whether it was given at a scrape, after another had been given up, so that the same series may have been there before.
   *
   * @return true if its series have to be shown as 0 before they count
   */
  public boolean isPromoted() {
    return kind == Kind.PROMOTED;
  }

  /** False if the place is retired. One that has entered must leave. */
  boolean enter() {
    return entered.getAndIncrement() >= 0;
  }

  /** Leaves the place: whoever entered writes no more. */
  public void leave() {
    left.getAndIncrement();
  }

  boolean mayRetire() {
    return kind != Kind.DECLARED && !isRetired();
  }

  boolean isRetired() {
    return entered.get() < 0;
  }

  void retire() {
    enteredAtLast = entered.getAndAccumulate(RETIRED, (count, sign) -> count | sign);
  }

  /** Whether a retired place has nobody inside any more; from then on its series do not move. */
  boolean isEmpty() {
    return left.get() == enteredAtLast;
  }

  @Nullable
  Shown settled() {
    return settled;
  }

  void settle(Shown shown) {
    settled = shown;
  }

  /** Adds those that came since the last time to the weight, and notes whether any did or is inside. */
  double weigh(long now) {
    long count = entered.get() & ~RETIRED;
    if (count != weighed || left.get() != count) {
      usedAt = now;
    }
    weight += count - weighed;
    weighed = count;
    return weight;
  }

  double weight() {
    return weight;
  }

  void scale(double factor) {
    weight *= factor;
  }

  /** Nanoseconds for which nobody came or was inside, as of the last weighing. */
  long idleNanos(long now) {
    return now - usedAt;
  }
}
