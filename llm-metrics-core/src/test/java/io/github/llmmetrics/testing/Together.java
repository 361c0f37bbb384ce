package io.github.llmmetrics.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same on many threads that begin at the same moment. */
public final class Together {

  /** What one thread does. */
  @FunctionalInterface
  public interface Task {

    /** Runs it; {@code thread} counts from 0. */
    void run(int thread) throws Exception;
  }

  private Together() {}

  /** Returns when all have; throws what one of them threw. */
  public static void run(int threads, Task task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        running.add(executor.submit(() -> {
          start.await();
          task.run(thread);
          return null;
        }));
      }
      for (Future<?> each : running) {
        each.get(2, TimeUnit.MINUTES);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
