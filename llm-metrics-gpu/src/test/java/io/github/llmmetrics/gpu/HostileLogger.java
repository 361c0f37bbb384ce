package io.github.llmmetrics.gpu;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A logger of a host that keeps its lines, and throws or hangs when a test says so. Thread-safe. */
final class HostileLogger implements System.Logger {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile @Nullable Error failure;
  private volatile @Nullable CountDownLatch gate;
  private volatile boolean isBlocked;

  List<String> lines() {
    return lines;
  }

  void throwing(Error failure) {
    this.failure = failure;
  }

  /** From now on each line waits for that. */
  void blocking(CountDownLatch gate) {
    this.gate = gate;
  }

  boolean isBlocked() {
    return isBlocked;
  }

  @Override
  public String getName() {
    return "hostile";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    isBlocked = gate != null;
    FakeDriver.await(gate);
    isBlocked = false;
    lines.add(String.valueOf(message));
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object... params) {
    log(level, bundle, format, (Throwable) null);
  }
}
