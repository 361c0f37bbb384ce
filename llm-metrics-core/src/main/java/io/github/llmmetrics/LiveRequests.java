package io.github.llmmetrics;

import io.github.llmmetrics.internal.Quota;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The requests that nobody has ended yet: found by their ids, and ended as abandoned when they are too old, or when the
 * handle of one that nothing else finds is lost. That happens before a scrape, which is the first to show it, so that no
 * thread is needed. Thread-safe.
 */
final class LiveRequests {

  private static final int STACKS_PER_SCRAPE = 16;

  private final SelfInstruments self;
  private final Duration ageLimit;
  private final ThrottledLogger logger;
  private final Quota ids;
  private final Map<String, RequestState> byId = new ConcurrentHashMap<>();
  private final Set<RequestState> live = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<RequestMetrics> lostHandles = new ReferenceQueue<>();
  private final AtomicInteger stacksLeft = new AtomicInteger(STACKS_PER_SCRAPE);

  // Since the last line in the log.
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger tooOld = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> lastBegunBy = new AtomicReference<>();

  LiveRequests(SelfInstruments self, int idLimit, Duration ageLimit, ThrottledLogger logger) {
    this.self = self;
    this.ids = new Quota(idLimit);
    this.ageLimit = ageLimit;
    this.logger = logger;
  }

  /** Where the requests whose handles are lost turn up. */
  ReferenceQueue<RequestMetrics> lostHandles() {
    return lostHandles;
  }

  /** A request that has begun; to be called before anybody else has its handle. */
  void add(RequestState request) {
    live.add(request);
    String id = request.facts().id();
    if (id != null) {
      add(request, id);
    }
    // As many go as come, also where nobody scrapes.
    abandonLost(1);
  }

  private void add(RequestState request, String id) {
    if (!ids.tryTake() && !(abandonDuplicate(byId.get(id)) && ids.tryTake())) {
      self.dropped(DropReason.ID_LIMIT);
      return;
    }
    RequestState older = byId.put(id, request);
    if (older != null) {
      // Whoever takes one out of the map gives its place back.
      ids.giveBack();
      boolean unused = abandonDuplicate(older);
    }
  }

  /** The stack of one of the first requests after a scrape; to walk that of each would cost more than all the rest. */
  @Nullable
  Throwable sampleStack() {
    return stacksLeft.get() > 0 && stacksLeft.getAndDecrement() > 0 ? new BegunHere() : null;
  }

  /** One that is just ending by itself was not cut short by its successor. */
  private boolean abandonDuplicate(@Nullable RequestState older) {
    boolean isAbandoned = older != null && older.abandon();
    if (isAbandoned) {
      self.dropped(DropReason.DUPLICATE_ID);
    }
    return isAbandoned;
  }

  /** A request that has ended. */
  void remove(RequestState request) {
    live.remove(request);
    String id = request.facts().id();
    // Not in the map where there were too many, or if another with its id came after it.
    if (id != null && byId.remove(id, request)) {
      ids.giveBack();
    }
  }

  @Nullable
  RequestState find(String id) {
    return byId.get(id);
  }

  /** Ends what is forgotten. To be called before each scrape. */
  void abandonForgotten() {
    abandonLost(Integer.MAX_VALUE);
    for (RequestState request : live) {
      if (request.elapsed() > ageLimit.toNanos()) {
        abandon(request, tooOld);
      }
    }
    stacksLeft.set(STACKS_PER_SCRAPE);
    report();
  }

  private void abandonLost(int most) {
    for (int i = 0; i < most; i++) {
      RequestState request = (RequestState) lostHandles.poll();
      if (request == null) {
        return;
      }
      if (!isFoundById(request)) {
        abandon(request, lost);
      }
    }
  }

  private boolean isFoundById(RequestState request) {
    String id = request.facts().id();
    return id != null && request.equals(byId.get(id));
  }

  private void abandon(RequestState request, AtomicInteger count) {
    if (request.abandon()) {
      count.incrementAndGet();
      if (request.begunBy() != null) {
        lastBegunBy.set(request.begunBy());
      }
    }
  }

  private void report() {
    if (lost.get() + tooOld.get() == 0 || !logger.isDue()) {
      return;
    }
    int handles = lost.getAndSet(0);
    int old = tooOld.getAndSet(0);
    logger.warn(
        "requests that nobody ended were counted as abandoned: " + handles
            + " whose handle was lost, " + old + " older than " + ageLimit,
        lastBegunBy.getAndSet(null));
  }
}
