package io.github.llmmetrics.gpu;

/** The driver as the poller sees it: loaded, opened and counted, each again until it succeeds. Confined to the poller. */
final class PolledDriver {

  /** More than any machine has: a greater count is none. */
  private static final int MAX_DEVICES = 64;

  private final GpuDriver driver;
  private final GpuInstruments instruments;
  private final GpuLog log;
  private boolean isLoaded;
  private boolean isOpen;
  private CallResult last = CallResult.NOT_READY;
  private String whyNotLoaded = "";

  PolledDriver(GpuDriver driver, GpuInstruments instruments, GpuLog log) {
    this.driver = driver;
    this.instruments = instruments;
    this.log = log;
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
        whyNotLoaded = "the driver's library cannot be loaded: " + rootOf(t);
        return CallResult.NOT_LOADED;
      }
    }
    return CallResult.SUCCESS;
  }

  /** Makes the driver ready if it is not, and counts its devices; may take long. */
  CallResult poll() {
    return load().isSuccess() ? openAndCount() : CallResult.NOT_LOADED;
  }

  // Throwable on purpose, as above.
  @SuppressWarnings("CatchThrowable")
  private CallResult openAndCount() {
    try {
      CallResult result = isOpen ? count() : open();
      // Somebody shut the driver down beside us.
      return result == CallResult.UNINITIALIZED ? open() : result;
    } catch (Throwable t) {
      log.threw("the GPU driver", t);
      return CallResult.EXCEPTION;
    }
  }

  private CallResult open() {
    CallResult result = driver.open();
    isOpen = result.isSuccess();
    return isOpen ? count() : result;
  }

  private CallResult count() {
    CallResult result = driver.countDevices();
    int devices = driver.deviceCount();
    return result.isSuccess() && (devices < 0 || devices > MAX_DEVICES)
        ? CallResult.IMPLAUSIBLE
        : result;
  }

  /** Counts a failure, and logs what is new. */
  void report(CallResult result) {
    if (!result.isSuccess()) {
      instruments.failed(result);
    }
    if (result != last) {
      log(result);
      last = result;
    }
  }

  private void log(CallResult result) {
    switch (result) {
      case SUCCESS -> log.driverIsUp(driver.version(), driver.deviceCount());
      case NOT_LOADED -> log.driverIsDown(whyNotLoaded);
      default -> log.driverIsDown("the driver says " + result.reason());
    }
  }

  private static String rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString();
  }

  boolean isOpen() {
    return isOpen;
  }

  int deviceCount() {
    return driver.deviceCount();
  }

  /** Closes the driver if it is open. */
  void close() {
    if (isOpen) {
      isOpen = false;
      driver.close();
    }
  }
}
