package io.github.llmmetrics.label;

import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.Quota;
import io.github.llmmetrics.label.Place.Kind;
import io.github.llmmetrics.label.SpaceSaving.Weighed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a label have series of their own, where there may be any number of values: while there is room, those
 * that come; from then on, the heaviest. A value that has become much heavier than the lightest one takes its place, but
 * not before scrapes have shown the last that the lightest counted.
 *
 * <p>Places change hands in {@link #turnOver()} only, which belongs before each scrape. {@link #enter} never waits: its
 * ranking of those without a place misses what would have to wait. Memory is in the number of places. Thread-safe.
 *
 * @param <S> what the owner keeps for a place: its series
 */
public final class HeavyHitters<S> {

  /** What has been there for so long was scraped: nobody scrapes less often than once a minute. */
  private static final Duration EXPOSURE = Duration.ofMinutes(1);

  private static final Duration RANKING_INTERVAL = Duration.ofSeconds(10);
  private static final double HALF_LIFE = Duration.ofMinutes(15).toNanos();
  private static final int MIN_RANKED = 128;

  // A newcomer has to be seen a few times, and to weigh a quarter of what a place weighs on average
  // and twice as much as who has to go for it. A tenth of the places may go at one time.
  private static final double MIN_WEIGHT = 4;
  private static final double MIN_SHARE = 0.25;
  private static final double TIMES_HEAVIER = 2;
  private static final int RETIRING_SHARE = 10;
  private static final int MAX_SPINS = 1_000;

  private final Quota quota;
  private final NanoClock clock;
  private final @Nullable Duration idleLimit;
  private final Function<String, S> series;
  private final Consumer<Place<S>> vacated;
  private final Map<String, Place<S>> places = new ConcurrentHashMap<>();
  private volatile boolean isFirstCome = true;
  private final AtomicLong turns = new AtomicLong();

  /** Guards the ranking and the turning over. Whoever records gives up where it is held. */
  private final ReentrantLock ranking = new ReentrantLock();

  private final SpaceSaving outsiders;
  private long rankedAt;

  /**
   * All places are free.
   *
   * @param limit how many places there are
   * @param idleLimit a place that nobody has entered for so long is given up; null for never
   * @param clock measures how long
   * @param series makes what the owner keeps for a place
   * @param vacated takes the series of a place away; nobody writes into them any more, and scrapes have shown them
   */
  public HeavyHitters(
      int limit,
      @Nullable Duration idleLimit,
      NanoClock clock,
      Function<String, S> series,
      Consumer<Place<S>> vacated) {
    this.quota = new Quota(limit);
    this.idleLimit = idleLimit;
    this.clock = clock;
    this.series = series;
    this.vacated = vacated;
    this.outsiders = new SpaceSaving(Math.max(MIN_RANKED, limit));
    this.rankedAt = clock.nanoTime();
  }

  /**
   * Gives a value a place for good.
   *
   * @param value any
   * @return its place
   * @throws IllegalStateException if there is no room
   */
  public Place<S> declare(String value) {
    Place<S> place = places.get(value);
    if (place != null) {
      return place;
    }
    if (!quota.tryTake()) {
      throw new IllegalStateException(value + " has no place among " + quota.limit());
    }
    Place<S> declared = newPlace(value, Kind.DECLARED, 0);
    places.put(value, declared);
    return declared;
  }

  /**
   * Counts the value, and enters its place.
   *
   * @param value any
   * @return its place, which the caller has to leave; null if it has none
   */
  public @Nullable Place<S> enter(String value) {
    Place<S> place = places.get(value);
    if (place == null && isFirstCome) {
      place = takeFirstCome(value);
    }
    if (place != null && place.enter()) {
      return place;
    }
    if (ranking.tryLock()) {
      try {
        outsiders.add(value);
      } finally {
        ranking.unlock();
      }
    }
    return null;
  }

  private @Nullable Place<S> takeFirstCome(String value) {
    if (!quota.tryTake()) {
      return null;
    }
    // Asked again: the room may be that of the first place that was given up, and no value may have
    // that without its series being shown as 0.
    if (!isFirstCome) {
      quota.giveBack();
      return null;
    }
    Place<S> created = newPlace(value, Kind.FIRST_COME, 0);
    Place<S> existing = places.putIfAbsent(value, created);
    if (existing != null) {
      quota.giveBack();
      return existing;
    }
    return created;
  }

  private Place<S> newPlace(String value, Kind kind, double weight) {
    return new Place<>(value, series.apply(value), kind, weight, clock.nanoTime());
  }

  /**
   * A question that becomes true once scrapes have shown what is there now.
   *
   * @return to be asked later, as often as one likes
   */
  public Shown shown() {
    long from = turns.get();
    long since = clock.nanoTime();
    // A whole scrape lies between, and the time that others need for theirs.
    return () -> turns.get() - from >= 2 && clock.nanoTime() - since >= EXPOSURE.toNanos();
  }

  /** Whether scrapes have shown something. */
  @FunctionalInterface
  public interface Shown {

    /**
     * Asks now.
     *
     * @return true from then on
     */
    boolean isShown();
  }

  /** Gives up places that may be, and gives those that are free. To be called before each scrape; does nothing if busy. */
  public void turnOver() {
    for (int i = 0; !ranking.tryLock(); i++) {
      if (i == MAX_SPINS) {
        return;
      }
      Thread.onSpinWait();
    }
    try {
      turns.incrementAndGet();
      places.values().removeIf(this::isVacated);
      long now = clock.nanoTime();
      // A clock that went back begins a new interval.
      if (now - rankedAt < 0) {
        rankedAt = now;
      }
      if (now - rankedAt >= RANKING_INTERVAL.toNanos()) {
        rank(now);
      }
    } finally {
      ranking.unlock();
    }
  }

  /** Whether a place is to be taken out, now that its series are. */
  private boolean isVacated(Place<S> place) {
    Shown settled = place.settled();
    if (settled == null) {
      if (place.isRetired() && place.isEmpty()) {
        place.settle(shown());
      }
      return false;
    }
    if (!settled.isShown()) {
      return false;
    }
    vacated.accept(place);
    isFirstCome = false;
    quota.giveBack();
    return true;
  }

  private void rank(long now) {
    double total = outsiders.total();
    for (Place<S> place : places.values()) {
      total += place.weigh(now);
      if (idleLimit != null && place.mayRetire() && place.idleNanos(now) >= idleLimit.toNanos()) {
        place.retire();
      }
    }
    Deque<Weighed> candidates = outsiders.heaviest().stream()
        .filter(candidate -> !places.containsKey(candidate.value()))
        .collect(Collectors.toCollection(ArrayDeque::new));
    promote(candidates);
    retireFor(candidates, Math.max(MIN_WEIGHT, MIN_SHARE * total / quota.limit()));
    // At most by half, so that a clock that jumps, or a long time without a scrape, makes nobody
    // equal.
    age(Math.pow(0.5, Math.min(1, (now - rankedAt) / HALF_LIFE)));
    rankedAt = now;
  }

  /** While there was always room, there is nobody to promote: nobody was without a place. */
  private void promote(Deque<Weighed> candidates) {
    while (!candidates.isEmpty() && candidates.getFirst().weight() >= 1 && quota.tryTake()) {
      Weighed heaviest = candidates.removeFirst();
      places.put(heaviest.value(), newPlace(heaviest.value(), Kind.PROMOTED, heaviest.weight()));
      outsiders.remove(heaviest.value());
    }
  }

  /** The heaviest get the places that are on their way out already; for the next ones, further places have to be. */
  private void retireFor(Deque<Weighed> candidates, double minWeight) {
    long retiring = places.values().stream().filter(Place::isRetired).count();
    long allowed = Math.max(1, quota.limit() / RETIRING_SHARE) - retiring;
    List<Place<S>> lightest = places.values().stream()
        .filter(Place::mayRetire)
        .sorted(Comparator.comparingDouble(Place::weight))
        .limit(Math.max(0, allowed))
        .toList();
    List<Weighed> waiting = candidates.stream().skip(retiring).toList();
    for (int i = 0; i < Math.min(lightest.size(), waiting.size()); i++) {
      double weight = waiting.get(i).weight();
      if (weight >= minWeight && weight > TIMES_HEAVIER * lightest.get(i).weight()) {
        lightest.get(i).retire();
      }
    }
  }

  private void age(double factor) {
    outsiders.scale(factor);
    places.values().forEach(place -> place.scale(factor));
  }
}
