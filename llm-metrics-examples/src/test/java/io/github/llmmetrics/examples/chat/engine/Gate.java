package io.github.llmmetrics.examples.chat.engine;

import java.util.concurrent.CountDownLatch;

/**
 * A listener that stops the engine thread when its request is scheduled, until it is opened. So a
 * test can look at the engine, or fill its queue, without a race.
 */
final class Gate implements GenerationListener, AutoCloseable {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  @Override
  public void scheduled() {
    reached.countDown();
    await(open);
  }

  void awaitReached() {
    await(reached);
  }

  void open() {
    open.countDown();
  }

  @Override
  public void close() {
    open();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
