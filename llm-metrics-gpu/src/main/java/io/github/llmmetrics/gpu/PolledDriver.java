package io.github.llmmetrics.gpu;

import org.jspecify.annotations.Nullable;

/**
 * The driver as the poller sees it: loaded, opened and counted, each again until it succeeds. Confined to the
 * poller, but for what says otherwise.
 */
final class PolledDriver {

  /** More than any machine has: a greater count is none. */
  private static final int MAX_DEVICES = 64;

  /** So many counts in a row that fail can be a driver that was reloaded: it answers only who opens it anew. */
  private static final int MAX_FAILED_COUNTS = 3;

  private final GpuDriver driver;
  private final GpuInstruments instruments;
  private final StateLog log;
  private final DriverSession session = new DriverSession();
  private boolean isLoaded;
  private int failedCounts;
  private String whyNotLoaded = "";
  private @Nullable Throwable thrown;

  PolledDriver(GpuDriver driver, GpuInstruments instruments, GpuLog log) {
    this.driver = driver;
    this.instruments = instruments;
    this.log = log.ofDriver(
        () -> "GPU driver " + driver.version() + " answers; devices: " + driver.deviceCount(),
        this::why);
  }

  /** Loads the driver's library if it can be loaded. */
  // Throwable on purpose: whatever is wrong with a native library, it must not reach the host.
  @SuppressWarnings("CatchThrowable")
  CallResult load() {
    if (!isLoaded) {
      try {
        driver.load();
        isLoaded = true;
      } catch (Throwable t) {
        whyNotLoaded = LoadFailure.describe(t);
        return CallResult.NOT_LOADED;
      }
    }
    return CallResult.SUCCESS;
  }

  /** Makes the driver ready if it is not, and counts its devices; may take long. */
  // Throwable on purpose, as above.
  @SuppressWarnings("CatchThrowable")
  CallResult poll() {
    if (!load().isSuccess()) {
      return CallResult.NOT_LOADED;
    }
    try {
      return session.isOpen() ? countOrReopen() : open(false, CallResult.STUCK);
    } catch (Throwable t) {
      thrown = t;
      return CallResult.EXCEPTION;
    }
  }

  private CallResult countOrReopen() {
    CallResult counted = count();
    if (counted == CallResult.UNINITIALIZED) {
      // Somebody shut the driver down beside us, so there is nothing to close.
      session.lost();
      return open(false, counted);
    }
    return isFailing() ? open(true, counted) : counted;
  }

  /** Opens the driver and counts its devices; says {@code otherwise} if a call that is under way forbids it. */
  private CallResult open(boolean closesFirst, CallResult otherwise) {
    long alone = session.end();
    if (alone == 0) {
      return otherwise;
    }
    CallResult opened = CallResult.EXCEPTION;
    try {
      if (closesFirst) {
        driver.close();
      }
      opened = driver.open();
    } finally {
      session.begin(alone, opened.isSuccess());
    }
    return opened.isSuccess() ? count() : opened;
  }

  private CallResult count() {
    CallResult result = driver.countDevices();
    if (result.isSuccess()) {
      failedCounts = 0;
    } else if (result != CallResult.GPU_IS_LOST) {
      // That one device is lost is no reason to take the driver from all others.
      failedCounts++;
    }
    int devices = driver.deviceCount();
    return result.isSuccess() && (devices < 0 || devices > MAX_DEVICES)
        ? CallResult.IMPLAUSIBLE
        : result;
  }

  private boolean isFailing() {
    return failedCounts >= MAX_FAILED_COUNTS;
  }

  /** Whether the next attempt is one to open the driver, which is not made at every poll. */
  boolean awaitsRetry() {
    return !session.isOpen() || isFailing();
  }

  /** Counts what a poll came to if it failed, and logs what is new. */
  void report(CallResult result) {
    Throwable cause = thrown;
    thrown = null;
    if (result.isSuccess()) {
      log.tell(result, null);
    } else {
      reportFailure(result, cause);
    }
  }

  /** Counts and logs a failure that was found elsewhere. For any thread. */
  void reportFailure(CallResult failure, @Nullable Throwable cause) {
    instruments.failed(failure);
    log.tell(failure, cause);
  }

  private String why(CallResult state) {
    return switch (state) {
      case NOT_LOADED -> whyNotLoaded;
      case STUCK -> "a call of the driver does not return";
      case EXCEPTION -> "polling threw";
      default -> "the driver says " + state.reason();
    };
  }

  DriverSession session() {
    return session;
  }

  int deviceCount() {
    return driver.deviceCount();
  }

  /** Closes the driver if it is open and no call is under way; waits for one, but not long. */
  void close() {
    if (session.isOpen()) {
      long alone = session.end();
      if (alone != 0) {
        try {
          driver.close();
        } finally {
          session.begin(alone, false);
        }
      }
    }
  }
}
