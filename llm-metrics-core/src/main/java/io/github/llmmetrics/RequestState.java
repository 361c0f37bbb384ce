package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import io.github.llmmetrics.internal.FieldAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One request's life: pending, then ended, once. The handle and {@link LiveRequests} hold it, and it does not hold its
 * handle, but is the reference by which the loss of that is noticed.
 *
 * <p>Times are nanoseconds after the start, so that 0 and more is a time and less is none.
 */
@SuppressWarnings("UnusedVariable") // Error Prone sees no reading by a VarHandle.
final class RequestState extends PhantomReference<RequestMetrics> {

  private static final long NOT_YET = -1;
  private static final long NEVER = -2;
  private static final int MAX_TOKENS_AT_ONCE = 65_536;

  // Handles and no atomic objects: a request in flight is a single object and its facts.
  // Not volatile where the first value is not 0: each such write waits for the store buffer.
  private static final VarHandle SCHEDULED = to("scheduled", long.class);
  private static final VarHandle FIRST_TOKEN = to("firstToken", long.class);
  private static final VarHandle LAST_TOKEN = to("lastToken", long.class);
  private static final VarHandle TOLD = to("told", TokenCounts.class);
  private static final VarHandle STREAM = to("stream", StreamTimes.class);
  private static final VarHandle END = to("end", RequestEnd.class);

  private final Recorder recorder;
  private final RequestFacts facts;
  private final ModelCells cells;
  private final @Nullable CustomerCells customer;
  private final long startedAt;
  private final @Nullable Throwable begunBy;
  private long scheduled = NOT_YET;
  private long firstToken = NOT_YET;
  private long lastToken = NOT_YET;
  private volatile @Nullable TokenCounts told;
  private volatile @Nullable StreamTimes stream;
  private volatile @Nullable RequestEnd end;
  private volatile @Nullable FinishReason finishReason;

  // The VM makes an identity hash when it is first asked for, which takes longer than all the rest.
  private final int hash = ThreadLocalRandom.current().nextInt();

  RequestState(
      RequestMetrics handle,
      Recorder recorder,
      RequestFacts facts,
      ModelCells cells,
      @Nullable CustomerCells customer) {
    super(handle, recorder.live.lostHandles());
    this.recorder = recorder;
    this.facts = facts;
    this.cells = cells;
    this.customer = customer;
    this.startedAt = recorder.clock.nanoTime();
    this.begunBy = recorder.live.sampleStack();
  }

  private static VarHandle to(String field, Class<?> type) {
    return FieldAccess.to(MethodHandles.lookup(), field, type);
  }

  /** Makes it a request that nothing is recorded of. */
  void neverBegan() {
    firstToken = NEVER;
    end = new RequestEnd(Status.ABANDONED, NOT_YET, TokenCounts.NONE);
  }

  Recorder recorder() {
    return recorder;
  }

  RequestFacts facts() {
    return facts;
  }

  /** The stack at which it began, if that was sampled. */
  @Nullable
  Throwable begunBy() {
    return begunBy;
  }

  void scheduled() {
    if (isOverThenDrop()) {
      return;
    }
    long at = elapsed();
    if (at < 0) {
      recorder.self.dropped(DropReason.CLOCK_BACKWARDS);
    } else if (SCHEDULED.compareAndSet(this, NOT_YET, at)) {
      cells.queueTime.observeNanos(at, facts.exemplar());
    }
  }

  void firstToken() {
    if (!isOverThenDrop() && !markFirstToken(elapsed()) && firstTokenAt() == NEVER) {
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
      StreamTimes times = stream;
      if (times != null) {
        times.firstToken(at);
      }
      cells.ttft.observeNanos(at, facts.exemplar());
      return true;
    }
    return false;
  }

  void firstVisibleToken() {
    if (isOverThenDrop() || stream().sawVisible()) {
      return;
    }
    firstToken();
    long at = elapsed();
    if (at >= 0 && stream().firstVisible()) {
      cells.firstVisibleToken.observeNanos(at, facts.exemplar());
    }
  }

  /** What is kept of a stream, made when it is first needed. */
  StreamTimes stream() {
    StreamTimes times = stream;
    if (times != null) {
      return times;
    }
    STREAM.compareAndSet(this, null, new StreamTimes());
    return stream();
  }

  void pause() {
    if (isPending()) {
      stream().pause(elapsed());
    }
  }

  void resume() {
    if (isPending()) {
      stream().resume(elapsed());
    }
  }

  void tokens(int n) {
    if (n == 0 || isOverThenDrop()) {
      return;
    }
    if (n < 0 || n > MAX_TOKENS_AT_ONCE) {
      recorder.self.dropped(n < 0 ? DropReason.NEGATIVE : DropReason.OUT_OF_RANGE);
      return;
    }
    long last = (long) LAST_TOKEN.getAcquire(this);
    if (last == NOT_YET) {
      if (firstTokenAt() == NOT_YET && markFirstToken(elapsed())) {
        return;
      }
      last = firstTokenInStreamTime();
    }
    if (last == NEVER) {
      recorder.self.dropped(DropReason.AFTER_END);
      return;
    }
    // Read after the last token was seen, which another thread may have marked just now: an
    // earlier time would look like a clock that went back.
    observeGap(last, inStreamTime(elapsed()), n);
  }

  private long inStreamTime(long at) {
    StreamTimes times = stream;
    return times == null ? at : times.at(at);
  }

  private long firstTokenInStreamTime() {
    long first = firstTokenAt();
    StreamTimes times = stream;
    return times == null || first < 0 ? first : first - times.heldBeforeFirstToken();
  }

  /** n tokens that came together share the gap since the one before them. */
  private void observeGap(long last, long at, int n) {
    if (at < last) {
      recorder.self.dropped(DropReason.CLOCK_BACKWARDS);
      return;
    }
    LAST_TOKEN.setRelease(this, at);
    cells.itl.observeNanos(at - last, n);
  }

  void usage(@Nullable Usage known) {
    if (known == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
    } else if (!isOverThenDrop()) {
      TokenCounts later = TokenCounts.of(known, recorder.self);
      TokenCounts before;
      do {
        before = told;
      } while (!TOLD.compareAndSet(this, before, before == null ? later : before.updatedBy(later)));
    }
  }

  /** What is told, before or after, goes before an estimate; and one that fills no gap is none. */
  void estimate(UsageEstimator estimator, long carried) {
    TokenCounts before = told;
    if (end != null || (before != null && before.isComplete())) {
      return;
    }
    TokenCounts guess = TokenCounts.of(recorder.estimate(estimator, carried), recorder.self);
    TokenCounts filled = before == null ? guess : guess.updatedBy(before);
    if (!filled.equals(before == null ? TokenCounts.NONE : before)
        && TOLD.compareAndSet(this, before, filled)) {
      cells.usageEstimated.increment();
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
    Status effective = orSuccess(status);
    if (!isOverThenDrop()) {
      finish(TokenCounts.of(last, recorder.self), effective);
    }
  }

  void finish(long promptTokens, long completionTokens, @Nullable Status status) {
    Status effective = orSuccess(status);
    if (!isOverThenDrop()) {
      finish(TokenCounts.of(promptTokens, completionTokens, recorder.self), effective);
    }
  }

  private void finish(TokenCounts last, Status status) {
    endOrDrop(status, ErrorType.defaultFor(status), last);
  }

  private Status orSuccess(@Nullable Status status) {
    if (status == null) {
      recorder.self.dropped(DropReason.NULL_ARGUMENT);
      return Status.SUCCESS;
    }
    return status;
  }

  void fail(Failure failure) {
    endOrDrop(failure.status(), failure.type(), TokenCounts.NONE);
  }

  void cancel() {
    endOrDrop(Status.CANCELLED, ErrorType.UNKNOWN, TokenCounts.NONE);
  }

  /**
   * Ends the request if nothing did: that is no mistake of the caller, so it is not counted as one.
   *
   * @return whether this call ended it
   */
  boolean abandon() {
    return end(Status.ABANDONED, ErrorType.UNKNOWN, TokenCounts.NONE);
  }

  private void endOrDrop(Status status, ErrorType errorType, TokenCounts last) {
    if (!end(status, errorType, last)) {
      recorder.self.dropped(DropReason.AFTER_END);
    }
  }

  /** False if the request has ended already, however close the race. */
  private boolean end(Status status, ErrorType errorType, TokenCounts last) {
    if (end != null) {
      return false;
    }
    TokenCounts before = told;
    TokenCounts tokens = before == null ? last : before.updatedBy(last);
    int inconsistencies = tokens.inconsistencies();
    RequestEnd ended =
        new RequestEnd(status, elapsed(), inconsistencies == 0 ? tokens : tokens.consistent());
    if (!END.compareAndSet(this, null, ended)) {
      return false;
    }
    // Counted by the one that ended the request only: another may have been told the same.
    for (int i = 0; i < inconsistencies; i++) {
      recorder.self.dropped(DropReason.INCONSISTENT);
    }
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
      recorder.live.remove(this);
    }
    return true;
  }

  private void record(RequestEnd ended, ErrorType errorType) {
    EndRecord record = new EndRecord(facts, cells, customer, ended);
    StreamTimes times = stream;
    if (times != null) {
      times.end(ended.nanos());
    }
    record.backpressure(times);
    record.latency(recorder.self);
    record.errorAndFinishReason(errorType, finishReason);
    record.lengths(firstTokenForTpot());
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

  private long firstTokenAt() {
    return (long) FIRST_TOKEN.getVolatile(this);
  }

  /** Later by what the consumer held since: that time is no part of TPOT. */
  private long firstTokenForTpot() {
    long first = firstTokenAt();
    StreamTimes times = stream;
    return times == null || first < 0 ? first : first + times.heldSinceFirstToken();
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
    return seconds(firstTokenAt());
  }

  OptionalDouble queueTime() {
    return seconds((long) SCHEDULED.getVolatile(this));
  }

  OptionalDouble totalLatency() {
    RequestEnd ended = end;
    return ended == null ? OptionalDouble.empty() : seconds(ended.nanos());
  }

  OptionalDouble tpot() {
    RequestEnd ended = end;
    return ended == null ? OptionalDouble.empty() : ended.tpot(firstTokenForTpot());
  }

  private static OptionalDouble seconds(long nanos) {
    return nanos < 0 ? OptionalDouble.empty() : OptionalDouble.of(Seconds.of(nanos));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }
}
