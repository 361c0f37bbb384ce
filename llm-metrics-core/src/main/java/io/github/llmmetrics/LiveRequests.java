package io.github.llmmetrics;

import io.github.llmmetrics.internal.Quota;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The requests that nobody has ended yet: found by their ids, and ended as abandoned when they are too old, or when the
 * handle of one that nothing else finds is lost. That happens before a scrape, which is the first to show it, so that no
 * thread is needed. Thread-safe.
 */
final class LiveRequests {

  private static final long SAMPLING_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final SelfInstruments self;
  private final Duration ageLimit;
  private final ThrottledLogger logger;
  private final Quota ids;
  private final Map<String, LiveRequest> byId = new ConcurrentHashMap<>();
  private final Set<LiveRequest> live = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<RequestMetrics> lost = new ReferenceQueue<>();
  private final AtomicLong nextSample;

  // Since the last line in the log.
  private final AtomicInteger lostHandles = new AtomicInteger();
  private final AtomicInteger tooOld = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> lastBegunBy = new AtomicReference<>();

  LiveRequests(
      SelfInstruments self, int idLimit, Duration ageLimit, ThrottledLogger logger, long now) {
    this.self = self;
    this.ids = new Quota(idLimit);
    this.ageLimit = ageLimit;
    this.logger = logger;
    this.nextSample = new AtomicLong(now);
  }

  /** A request that ends by a call on its handle, by age, or when the handle is lost. */
  void add(RequestMetrics handle, RequestState state) {
    add(live(handle, state, null, lost));
    // As many go as come, also where nobody scrapes.
    abandonLost(1);
  }

  /** A request that ends by a call, with its id or on its handle, or by age. */
  void add(RequestMetrics handle, RequestState state, String id) {
    if (!ids.tryTake() && !(abandonDuplicate(byId.get(id)) && ids.tryTake())) {
      self.dropped(DropReason.ID_LIMIT);
      add(handle, state);
      return;
    }
    // Before it is in the map, where another thread can find it and end it.
    LiveRequest request = live(handle, state, id, null);
    add(request);
    LiveRequest older = byId.put(id, request);
    boolean unused = abandonDuplicate(older);
  }

  private LiveRequest live(
      RequestMetrics handle,
      RequestState state,
      @Nullable String id,
      @Nullable ReferenceQueue<RequestMetrics> queue) {
    return new LiveRequest(handle, state, id, queue, sample(state.startedAt), this::remove);
  }

  private void add(LiveRequest request) {
    live.add(request);
    request.state().onEnd(request);
  }

  /** The stack of one request a second: to walk the stack of each would cost more than all the rest. */
  private @Nullable Throwable sample(long now) {
    long due = nextSample.get();
    return now - due >= 0 && nextSample.compareAndSet(due, now + SAMPLING_INTERVAL)
        ? new BegunHere()
        : null;
  }

  /** One that is just ending by itself was not cut short by its successor. */
  private boolean abandonDuplicate(@Nullable LiveRequest older) {
    boolean isAbandoned = older != null && older.state().abandon();
    if (isAbandoned) {
      self.dropped(DropReason.DUPLICATE_ID);
    }
    return isAbandoned;
  }

  private void remove(LiveRequest request) {
    live.remove(request);
    String id = request.id();
    if (id != null) {
      byId.remove(id, request);
      ids.giveBack();
    }
  }

  @Nullable
  RequestState find(String id) {
    LiveRequest request = byId.get(id);
    return request == null ? null : request.state();
  }

  /** Ends what is forgotten. To be called before each scrape. */
  void abandonForgotten() {
    abandonLost(Integer.MAX_VALUE);
    for (LiveRequest request : live) {
      if (request.state().elapsed() > ageLimit.toNanos()) {
        abandon(request, tooOld);
      }
    }
    report();
  }

  private void abandonLost(int most) {
    for (int i = 0; i < most; i++) {
      Reference<? extends RequestMetrics> reference = lost.poll();
      if (reference == null) {
        return;
      }
      abandon((LiveRequest) reference, lostHandles);
    }
  }

  private void abandon(LiveRequest request, AtomicInteger count) {
    if (request.state().abandon()) {
      count.incrementAndGet();
      if (request.begunBy() != null) {
        lastBegunBy.set(request.begunBy());
      }
    }
  }

  private void report() {
    if (lostHandles.get() + tooOld.get() == 0 || !logger.isDue()) {
      return;
    }
    int handles = lostHandles.getAndSet(0);
    int old = tooOld.getAndSet(0);
    logger.warn(
        "requests that nobody ended were counted as abandoned: " + handles
            + " whose handle was lost, " + old + " older than " + ageLimit,
        lastBegunBy.getAndSet(null));
  }
}
