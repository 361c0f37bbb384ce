package io.github.llmmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundThreadTest {

  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final AtomicInteger pauses = new AtomicInteger();
  private volatile boolean hasThreads = true;
  private volatile Runnable action = () -> {};
  private final BackgroundThread thread =
      new BackgroundThread(this::make, this::run, failures::add);

  private Thread make(Runnable task) {
    if (!hasThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    Thread next = DaemonThread.of("test", task);
    made.add(next);
    return next;
  }

  private void run() {
    while (!thread.isStopped()) {
      pauses.incrementAndGet();
      action.run();
      thread.pause(HOUR);
    }
  }

  @AfterEach
  void stop() {
    thread.stop();
  }

  private void awaitPause(int number) throws Exception {
    Eventually.passes(() -> {
      assertThat(pauses).hasValue(number);
      assertThat(made.get(made.size() - 1).getState()).isEqualTo(Thread.State.TIMED_WAITING);
    });
  }

  @Test
  void start_withoutAThreadToHave_isTriedAgainAtTheNextCheck() throws Exception {
    hasThreads = false;
    thread.start();
    thread.check();
    assertThat(failures).hasSize(2).allMatch(OutOfMemoryError.class::isInstance);

    hasThreads = true;
    thread.check();
    thread.check();
    awaitPause(1);
    assertThat(made).hasSize(1);
  }

  @Test
  void check_beforeTheStart_startsNothing() {
    thread.check();

    assertThat(made).isEmpty();
  }

  @Test
  void check_afterTheTaskThrew_startsItAgain() throws Exception {
    action = () -> {
      throw new StackOverflowError("of the task");
    };
    thread.start();
    thread.join(0);
    assertThat(failures).singleElement().isInstanceOf(StackOverflowError.class);

    action = () -> {};
    thread.check();
    awaitPause(2);
  }

  @Test
  void task_thatThrowsWhereEvenTheReportDoes_endsInSilence() throws Exception {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Consumer<Throwable> broken = failure -> {
      throw new LinkageError("of the report");
    };
    Runnable task = () -> {
      throw new LinkageError("of the task");
    };
    BackgroundThread hostile = new BackgroundThread(
        run -> {
          Thread next = DaemonThread.of("test", run);
          next.setUncaughtExceptionHandler((ended, failure) -> uncaught.add(failure));
          return next;
        },
        task,
        broken);
    hostile.start();
    hostile.join(0);
    hostile.stop();

    assertThat(uncaught).isEmpty();
  }

  @Test
  void pause_ofAThreadThatIsInterrupted_goesOn() throws Exception {
    thread.start();
    awaitPause(1);
    made.get(0).interrupt();
    Eventually.passes(() -> assertThat(made.get(0).isInterrupted()).isFalse());
    awaitPause(1);

    assertThat(made.get(0).isAlive()).isTrue();
  }

  @Test
  void stop_duringAPause_endsIt() throws Exception {
    thread.start();
    awaitPause(1);
    thread.stop();
    thread.stop();
    thread.join(0);

    thread.start();
    thread.check();
    assertThat(made).singleElement().matches(ended -> !ended.isAlive());
  }

  @Test
  void join_onAnInterruptedThread_doesNotWait() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    action = () -> {
      while (hang.getCount() > 0) {
        Thread.onSpinWait();
      }
    };
    thread.start();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> thread.join(0)).isInstanceOf(InterruptedException.class);
    } finally {
      hang.countDown();
    }
  }
}
