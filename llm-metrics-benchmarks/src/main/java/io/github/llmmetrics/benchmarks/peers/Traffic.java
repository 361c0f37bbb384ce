package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.internal.NanoClock;
import java.util.Arrays;
import java.util.Random;

/**
 * Requests of 3 models and 200 customers: log-normal times to the first token (median 300 ms) and gaps (median 22 ms), and
 * one request in nine cancelled. One for each thread.
 */
public final class Traffic {

  private static final String[] MODELS = {"llama-3.1-8b-instruct", "qwen2.5-72b", "mistral-large"};
  private static final int REQUESTS = 4_093;
  private static final int GAPS = 8_192;
  private static final int CUSTOMERS = 200;
  private static final long PROMPT_TOKENS = 57;

  private final ShiftedClock clock;
  private final String[] ids = new String[REQUESTS];
  private final String[] models = new String[REQUESTS];
  private final String[] customers = new String[REQUESTS];
  private final Status[] statuses = new Status[REQUESTS];
  private final long[] firstTokenNanos = new long[REQUESTS];
  private final long[] gapNanos = new long[GAPS];
  private int request;
  private int gap;

  /**
   * The traffic of one thread.
   *
   * @param clock that the service reads; it is shifted by what the requests wait
   * @param thread makes the ids of several threads differ
   */
  public Traffic(ShiftedClock clock, int thread) {
    this.clock = clock;
    this.request = thread * 1_777 % REQUESTS;
    Random random = new Random(42);
    String[] known = new String[CUSTOMERS];
    Arrays.setAll(known, i -> "customer-" + (10_000 + i));
    for (int i = 0; i < REQUESTS; i++) {
      ids[i] = "chatcmpl-" + Long.toHexString(random.nextLong()) + "-" + thread;
      models[i] = MODELS[random.nextInt(MODELS.length)];
      customers[i] = known[random.nextInt(CUSTOMERS)];
      statuses[i] = random.nextInt(9) == 0 ? Status.CANCELLED : Status.SUCCESS;
      firstTokenNanos[i] = (long) (3e8 * Math.exp(0.8 * random.nextGaussian()));
    }
    for (int i = 0; i < GAPS; i++) {
      gapNanos[i] = (long) (22e6 * Math.exp(0.5 * random.nextGaussian()));
    }
  }

  /**
   * A request from its begin to its end.
   *
   * @param service records it
   * @param tokens after the first one
   */
  public void serve(Service service, int tokens) {
    int i = next();
    Object live = service.begin(ids[i], models[i], customers[i]);
    clock.shift(firstTokenNanos[i]);
    service.firstToken(live);
    for (int t = 0; t < tokens; t++) {
      clock.shift(gapNanos[gap++ & (GAPS - 1)]);
      service.token(live);
    }
    service.finish(live, PROMPT_TOKENS, tokens + 1L, statuses[i]);
  }

  /**
   * Begins a request, up to its second token; the clock is not shifted, so that other live requests keep their times.
   *
   * @param service records it
   * @return what stands for it
   */
  public Object begin(Service service) {
    return begin(service, ids[request]);
  }

  /**
   * The same with an id of the caller's.
   *
   * @param service records it
   * @param id unique among the live ones
   * @return what stands for it
   */
  public Object begin(Service service, String id) {
    int i = next();
    Object live = service.begin(id, models[i], customers[i]);
    service.firstToken(live);
    service.token(live);
    return live;
  }

  /**
   * Ends what {@link #begin} began.
   *
   * @param service records it
   * @param live what stands for it
   */
  public void end(Service service, Object live) {
    service.finish(live, PROMPT_TOKENS, 128, Status.SUCCESS);
  }

  /**
   * Serves one request of each kind, so that every series is there.
   *
   * @param service records them
   */
  public void warmUp(Service service) {
    for (int i = 0; i < REQUESTS; i++) {
      serve(service, 1);
    }
  }

  /**
   * The clock moves a little on, as it does between the tokens of many streams.
   *
   * @param streams how many there are
   */
  public void between(int streams) {
    clock.shift(gapNanos[gap++ & (GAPS - 1)] / streams);
  }

  private int next() {
    int i = request;
    request = i + 1 == REQUESTS ? 0 : i + 1;
    return i;
  }

  /** The JVM's clock, shifted by each thread for itself: a reading costs what it costs, and buckets are realistic. */
  public static final class ShiftedClock implements NanoClock {

    // Eight longs apart, so that threads do not share a line of the cache.
    private final long[] shifts = new long[64 << 3];

    @Override
    public long nanoTime() {
      return System.nanoTime() + shifts[slot()];
    }

    void shift(long nanos) {
      shifts[slot()] += nanos;
    }

    private static int slot() {
      return (int) (Thread.currentThread().getId() & 63) << 3;
    }
  }
}
