package io.github.llmmetrics.gpu;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.llmmetrics.internal.BackgroundThread;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of a scrape that starts the thread that was lacking and a close, the close comes last: no thread is started after it. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "started, then stopped")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "stopped, and never started")
@Outcome(expect = FORBIDDEN, desc = "started after it was stopped: nobody ends it")
@State
public class CheckAgainstStopStress {

  private final BackgroundThread thread =
      new BackgroundThread(task -> new NoThread(this), () -> {}, failure -> {});

  private boolean hasThreads;
  private volatile boolean isStopped;
  private boolean isStarted;
  private boolean isStartedTooLate;

  /** A thread that could not be started. */
  public CheckAgainstStopStress() {
    thread.start();
    hasThreads = true;
  }

  /** The scrape. */
  @Actor
  public void check() {
    thread.check();
  }

  /** The close. */
  @Actor
  public void stop() {
    thread.stop();
    isStopped = true;
  }

  /**
   * What came of it.
   *
   * @param result whether the thread was started, and whether after the stop
   */
  @Arbiter
  public void result(ZZ_Result result) {
    result.r1 = isStarted;
    result.r2 = isStartedTooLate;
  }

  private void started() {
    if (!hasThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    isStartedTooLate = isStopped;
    isStarted = true;
  }

  /** Stands for a thread: it only notes that it was started. */
  private static final class NoThread extends Thread {

    private final CheckAgainstStopStress test;

    private NoThread(CheckAgainstStopStress test) {
      this.test = test;
    }

    @Override
    public synchronized void start() {
      test.started();
    }
  }
}
