package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.internal.NanoClock;

/** The same readings of the clock and a handle, and no metrics: what nobody can be faster than. */
final class ClockOnly implements Service {

  private final NanoClock clock;

  ClockOnly(NanoClock clock) {
    this.clock = clock;
  }

  private static final class Live {
    private long start;

    // Written as the others write theirs, and of no use.
    @SuppressWarnings("UnusedVariable")
    private long last;
  }

  @Override
  public Object begin(String id, String model, String customer) {
    Live request = new Live();
    request.start = clock.nanoTime();
    return request;
  }

  @Override
  public void firstToken(Object request) {
    token(request);
  }

  @Override
  public void token(Object request) {
    ((Live) request).last = clock.nanoTime();
  }

  @Override
  public void finish(Object request, long promptTokens, long completionTokens, Status status) {
    Live live = (Live) request;
    live.last = clock.nanoTime() - live.start;
  }
}
