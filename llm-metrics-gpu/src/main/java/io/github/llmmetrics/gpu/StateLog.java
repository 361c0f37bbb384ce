package io.github.llmmetrics.gpu;

import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.internal.ThrottledLogger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a log says of the state of one thing, told at every poll: a line when it has changed, at most one a minute for the
 * worse and one for the better. A change that comes too soon is told later, if it lasts, so the last line is true in the
 * end. Nobody waits while another thread writes. Thread-safe.
 */
final class StateLog {

  private final ThrottledLogger faults;
  private final ThrottledLogger recoveries;
  private final Function<CallResult, String> line;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile CallResult state;
  private volatile CallResult told;

  /** The log of something that is in a state which nobody has to be told of. */
  StateLog(
      System.Logger logger,
      NanoClock clock,
      CallResult initial,
      Function<CallResult, String> line) {
    this.faults = new ThrottledLogger(logger, clock);
    this.recoveries = new ThrottledLogger(logger, clock);
    this.line = line;
    this.state = initial;
    this.told = initial;
  }

  /** Tells the state that it is in now, and what was thrown, if that is why. */
  void tell(CallResult now, @Nullable Throwable cause) {
    state = now;
    // Again after a line: a state that another thread told in the meantime was left to this one.
    while (state != told && writing.tryLock()) {
      try {
        if (!write(state, cause)) {
          return;
        }
      } finally {
        writing.unlock();
      }
    }
  }

  private boolean write(CallResult now, @Nullable Throwable cause) {
    ThrottledLogger log = now.isSuccess() ? recoveries : faults;
    if (now == told || !log.isDue()) {
      return false;
    }
    told = now;
    log.log(now.isSuccess() ? Level.INFO : Level.WARNING, line.apply(now), cause);
    return true;
  }
}
