package io.github.llmmetrics.gpu;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/**
 * The session of an open driver, from one opening to the next or to its end. What was made in one session, such as a set
 * of events, is memory that nobody owns in the next: it must be neither used nor freed there.
 *
 * <p>Any thread goes inside for its calls. A session begins and ends only while nobody is inside, as opening or closing a
 * driver beneath a call has no defined outcome. Thread-safe; only the poller waits, and not long.
 */
final class DriverSession {

  private static final long WAIT_MILLIS = 1_000;

  private final StampedLock inside = new StampedLock();
  private volatile int number;
  private volatile boolean isEnding;

  /** The number of the latest session. Changed under the write lock only. */
  private int latest;

  /** The number of the session that is on; 0 if there is none. */
  int number() {
    return number;
  }

  boolean isOpen() {
    return number != 0;
  }

  /** Whether the session ends as soon as nobody is inside any more: whoever is, puts his things in order and leaves. */
  boolean isEnding() {
    return isEnding;
  }

  /** Goes inside; what to leave with, or 0 if there is no session to be inside of. */
  long enter() {
    long stamp = canEnter() ? inside.tryReadLock() : 0;
    if (stamp != 0 && !canEnter()) {
      inside.unlockRead(stamp);
      return 0;
    }
    return stamp;
  }

  private boolean canEnter() {
    return isOpen() && !isEnding;
  }

  void leave(long stamp) {
    if (stamp != 0) {
      inside.unlockRead(stamp);
    }
  }

  /** Somebody else shut the driver down: the session is over, whoever is inside. */
  void lost() {
    number = 0;
  }

  /** Ends the session once all are outside; what to go on with, or 0 if somebody does not come out in time. */
  long end() {
    // First, so that nobody goes inside again while this waits.
    isEnding = true;
    long stamp = awaitOutside();
    if (stamp == 0) {
      isEnding = false;
    }
    return stamp;
  }

  private long awaitOutside() {
    try {
      return inside.tryWriteLock(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Of a thread of ours, which nobody has to interrupt: there will be another attempt.
      return 0;
    }
  }

  /** Begins another session if the driver was opened; otherwise there is none. */
  void begin(long stamp, boolean isOpen) {
    latest++;
    number = isOpen ? latest : 0;
    isEnding = false;
    inside.unlockWrite(stamp);
  }
}
