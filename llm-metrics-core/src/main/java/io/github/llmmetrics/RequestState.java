package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One request's life: pending, then ended, once. The handle and the map of ids point at it, and it at neither, so that a
 * handle can be lost without its request.
 *
 * <p>Times are nanoseconds after the start, so that 0 and more is a time and less is none.
 */
final class RequestState {

  private static final long NOT_YET = -1;
  private static final long NEVER = -2;
  private static final int MAX_TOKENS_AT_ONCE = 65_536;

  // Updaters and no atomic objects: a request in flight is a single object and its facts.
  private static final AtomicLongFieldUpdater<RequestState> SCHEDULED =
      AtomicLongFieldUpdater.newUpdater(RequestState.class, "scheduled");
  private static final AtomicLongFieldUpdater<RequestState> FIRST_TOKEN =
      AtomicLongFieldUpdater.newUpdater(RequestState.class, "firstToken");
  private static final AtomicReferenceFieldUpdater<RequestState, Usage> USAGE =
      AtomicReferenceFieldUpdater.newUpdater(RequestState.class, Usage.class, "usage");
  private static final AtomicReferenceFieldUpdater<RequestState, @Nullable RequestEnd> END =
      AtomicReferenceFieldUpdater.newUpdater(RequestState.class, RequestEnd.class, "end");

  private final Recorder recorder;
  private final RequestFacts facts;
  private final ModelCells cells;
  private final @Nullable CustomerCells customer;
  final long startedAt;
  private volatile long scheduled = NOT_YET;
  private volatile long firstToken = NOT_YET;
  private volatile Usage usage = Usage.NONE;
  private volatile @Nullable RequestEnd end;
  private volatile @Nullable FinishReason finishReason;
  private volatile Runnable onEnd = () -> {};
  // Written by token() only, which comes from one thread at a time.
  private long lastToken = NOT_YET;

  RequestState(
      Recorder recorder, RequestFacts facts, ModelCells cells, @Nullable CustomerCells customer) {
    this.recorder = recorder;
    this.facts = facts;
    this.cells = cells;
    this.customer = customer;
    this.startedAt = recorder.clock.nanoTime();
  }

  /** A request that nothing is recorded of. */
  static RequestState ended(Recorder recorder, RequestFacts facts, ModelCells cells) {
    RequestState state = new RequestState(recorder, facts, cells, null);
    state.firstToken = NEVER;
    state.end = new RequestEnd(Status.ABANDONED, NOT_YET, Usage.NONE);
    return state;
  }

  RequestFacts facts() {
    return facts;
  }

  void onEnd(Runnable action) {
    onEnd = action;
  }

  void scheduled() {
    if (isOverThenDrop()) {
      return;
    }
    long at = elapsed();
    if (at < 0) {
      recorder.self.dropped(DropReason.CLOCK_BACKWARDS);
    } else if (SCHEDULED.compareAndSet(this, NOT_YET, at)) {
      cells.queueTime.observe(Seconds.of(at), facts.exemplar());
    }
  }

  void firstToken() {
    if (!isOverThenDrop() && !markFirstToken(elapsed()) && firstToken == NEVER) {
      recorder.self.dropped(DropReason.AFTER_END);
    }
  }

  /** False if the first token was marked already. */
  private boolean markFirstToken(long at) {
    if (at < 0) {
      recorder.self.dropped(DropReason.CLOCK_BACKWARDS);
      return true;
    }
    if (FIRST_TOKEN.compareAndSet(this, NOT_YET, at)) {
      cells.ttft.observe(Seconds.of(at), facts.exemplar());
      return true;
    }
    return false;
  }

  void tokens(int n) {
    if (n == 0 || isOverThenDrop()) {
      return;
    }
    if (n < 0 || n > MAX_TOKENS_AT_ONCE) {
      recorder.self.dropped(n < 0 ? DropReason.NEGATIVE : DropReason.OUT_OF_RANGE);
      return;
    }
    if (firstToken == NOT_YET && markFirstToken(elapsed())) {
      return;
    }
    // Read after the mark was seen: another thread may have made it just now, and an earlier time
    // would look like a clock that went back.
    observeGap(elapsed(), n);
  }

  /** n tokens that came together share the gap since the one before them. */
  private void observeGap(long at, int n) {
    long first = firstToken;
    if (first == NEVER) {
      recorder.self.dropped(DropReason.AFTER_END);
      return;
    }
    long gap = at - Math.max(first, lastToken);
    if (gap < 0) {
      recorder.self.dropped(DropReason.CLOCK_BACKWARDS);
      return;
    }
    lastToken = at;
    cells.itl.observe(Seconds.of(gap, n), n);
  }

  void usage(@Nullable Usage known) {
    if (known == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
    } else if (!isOverThenDrop()) {
      USAGE.accumulateAndGet(
          this, UsageCheck.each(known, recorder.self::dropped), Usage::updatedBy);
    }
  }

  void finishReason(@Nullable String reason) {
    if (reason == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
    } else if (!isOverThenDrop()) {
      finishReason = FinishReason.of(reason);
    }
  }

  void refused(@Nullable String reason) {
    if (!isOverThenDrop()) {
      recorder.quality.refusal(cells.label, reason);
    }
  }

  void safetyTriggered(@Nullable String category) {
    if (!isOverThenDrop()) {
      recorder.quality.safetyTrigger(cells.label, category);
    }
  }

  void finish(Usage last, @Nullable Status status) {
    if (status == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
    }
    Status effective = status == null ? Status.SUCCESS : status;
    endOrDrop(effective, ErrorType.defaultFor(effective), last);
  }

  void fail(Failure failure) {
    endOrDrop(failure.status(), failure.type(), Usage.NONE);
  }

  void cancel() {
    endOrDrop(Status.CANCELLED, ErrorType.UNKNOWN, Usage.NONE);
  }

  /**
   * Ends the request if nothing did: that is no mistake of the caller, so it is not counted as one.
   *
   * @return whether this call ended it
   */
  boolean abandon() {
    return end(Status.ABANDONED, ErrorType.UNKNOWN, Usage.NONE);
  }

  private void endOrDrop(Status status, ErrorType errorType, Usage last) {
    if (!end(status, errorType, last)) {
      recorder.self.dropped(DropReason.AFTER_END);
    }
  }

  /** False if the request has ended already, however close the race. */
  private boolean end(Status status, ErrorType errorType, Usage last) {
    if (end != null) {
      return false;
    }
    Usage told = usage.updatedBy(UsageCheck.each(last, recorder.self::dropped));
    RequestEnd ended = new RequestEnd(status, elapsed(), UsageCheck.together(told, refused -> {}));
    if (!END.compareAndSet(this, null, ended)) {
      return false;
    }
    // Counted by the one that ended the request only: another may have been told the same.
    UsageCheck.together(told, recorder.self::dropped);
    // Closed after the end is decided: a first token that was faster belongs to the request, a
    // slower one comes late.
    FIRST_TOKEN.compareAndSet(this, NOT_YET, NEVER);
    try {
      record(ended, errorType);
    } finally {
      // Whatever happens to a measurement, the ledger holds.
      cells.ledger.ended(status.label());
      if (customer != null) {
        customer.leave();
      }
      onEnd.run();
    }
    return true;
  }

  private void record(RequestEnd ended, ErrorType errorType) {
    EndRecord record = new EndRecord(facts, cells, customer, ended);
    record.latency(recorder.self);
    record.errorAndFinishReason(errorType, finishReason);
    record.lengths(firstToken);
    record.tokens();
    record.cost();
  }

  /** Counts the call as dropped if the request has ended. */
  private boolean isOverThenDrop() {
    if (end == null) {
      return false;
    }
    recorder.self.dropped(DropReason.AFTER_END);
    return true;
  }

  long elapsed() {
    return recorder.clock.nanoTime() - startedAt;
  }

  boolean isPending() {
    return end == null;
  }

  Optional<Status> status() {
    return Optional.ofNullable(end).map(RequestEnd::status);
  }

  OptionalDouble ttft() {
    return seconds(firstToken);
  }

  OptionalDouble queueTime() {
    return seconds(scheduled);
  }

  OptionalDouble totalLatency() {
    RequestEnd ended = end;
    return ended == null ? OptionalDouble.empty() : seconds(ended.nanos());
  }

  OptionalDouble tpot() {
    RequestEnd ended = end;
    return ended == null ? OptionalDouble.empty() : ended.tpot(firstToken);
  }

  private static OptionalDouble seconds(long nanos) {
    return nanos < 0 ? OptionalDouble.empty() : OptionalDouble.of(Seconds.of(nanos));
  }
}
