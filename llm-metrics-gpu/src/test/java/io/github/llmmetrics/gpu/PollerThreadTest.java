package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.llmmetrics.internal.DaemonThread;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that poll and listen: whatever happens to them, they go on until they are to end, and then they end. */
@Timeout(120)
class PollerThreadTest {

  private static final String DRIVER_UP = "llm_gpu_driver_up";
  private static final String UP_0 = "llm_gpu_up{gpu_id=\"0\"}";
  private static final String UP_1 = "llm_gpu_up{gpu_id=\"1\"}";
  private static final String TEMPERATURE_0 = "llm_gpu_temperature_celsius{gpu_id=\"0\"}";
  private static final String TEMPERATURE_1 = "llm_gpu_temperature_celsius{gpu_id=\"1\"}";
  private static final String EXCEPTIONS = "llm_gpu_poll_errors_total{reason=\"exception\"}";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final FakeDriver driver = new FakeDriver();
  private final HostileLogger logger = new HostileLogger();
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final CountDownLatch hang = new CountDownLatch(1);
  private volatile boolean hasThreads = true;

  /** Set by a test that starts one, which ends with it. */
  private GpuMetrics metrics = builder().build();

  private GpuMetrics.Builder builder() {
    Function<String, ThreadFactory> threads = name -> task -> {
      if (!hasThreads) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      Thread thread = DaemonThread.of(name, task);
      made.add(thread);
      return thread;
    };
    return GpuMetrics.builder(registry)
        .driver(driver::create)
        .clock(clock, clock)
        .logger(logger)
        .threads(threads)
        .interval(Duration.ofMillis(10))
        .retryInterval(Duration.ofMillis(100));
  }

  private void start(GpuMetrics.Builder settings) {
    metrics.close();
    metrics = settings.start();
  }

  @AfterEach
  void end() throws Exception {
    hang.countDown();
    metrics.close();
    Eventually.passes(() -> assertThat(made).noneMatch(Thread::isAlive));
    assertThat(driver.calls)
        .doesNotContain("stale handle", "open beneath a call", "close beneath a call");
  }

  private Map<String, Double> scrape() {
    return Scrapes.series(registry);
  }

  private void awaitPoll() throws Exception {
    int before = driver.fake(1).reads;
    Eventually.passes(() -> assertThat(driver.fake(1).reads).isGreaterThan(before + 1));
  }

  @Test
  void close_onAnInterruptedThread_endsAllAndKeepsTheInterrupt() throws Exception {
    start(builder());
    awaitPoll();
    Thread.currentThread().interrupt();
    metrics.close();
    metrics.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(scrape()).isEmpty();
    Eventually.passes(() -> assertThat(made).hasSize(2).noneMatch(Thread::isAlive));
    assertThat(driver.calls).endsWith("close");
  }

  @Test
  void close_duringACallThatHangs_leavesItBehindAndTheDriverOpen() throws Exception {
    driver.fake(1).blocks = hang;
    start(builder());
    Eventually.passes(() -> assertThat(driver.fake(1).reads).isPositive());
    metrics.close();

    assertThat(scrape()).isEmpty();
    assertThat(made).filteredOn(Thread::isAlive).hasSize(1);
    assertThat(driver.calls).doesNotContain("close");
  }

  @Test
  void close_whileTheEventsHang_leavesTheDriverOpen() throws Exception {
    CountDownLatch isInside = new CountDownLatch(1);
    driver.onAwait = () -> {
      isInside.countDown();
      FakeDriver.await(hang);
    };
    start(builder());
    isInside.await();
    metrics.close();

    assertThat(made).filteredOn(Thread::isAlive).hasSize(1);
    assertThat(driver.calls).doesNotContain("close");
  }

  @Test
  void start_withoutAThreadToHave_isTriedAgainAtTheNextScrape() throws Exception {
    hasThreads = false;
    assertThatCode(() -> start(builder())).doesNotThrowAnyException();
    assertThat(scrape()).containsEntry(DRIVER_UP, 0.0).containsEntry(EXCEPTIONS, 4.0);
    assertThat(logger.lines()).singleElement().asString().contains("llm-metrics-gpu does not run");

    hasThreads = true;
    Eventually.passes(() -> assertThat(scrape()).containsEntry(UP_1, 1.0));
    assertThat(made).hasSize(2);
  }

  @Test
  void thread_thatIsInterrupted_goesOnWithoutSpinning() throws Exception {
    start(builder());
    awaitPoll();
    made.forEach(Thread::interrupt);
    Eventually.passes(() -> assertThat(made).hasSize(2).noneMatch(Thread::isInterrupted));

    awaitPoll();
  }

  @Test
  void poll_thatThrowsBesideItsCalls_isLostCountedAndTriedAgain() throws Exception {
    driver.deviceFailure = new OutOfMemoryError("Cannot reserve direct buffer memory");
    start(builder());
    Eventually.passes(() -> assertThat(scrape().get(EXCEPTIONS)).isGreaterThan(2));
    assertThat(scrape()).containsEntry(DRIVER_UP, 0.0);
    assertThat(logger.lines())
        .contains("no GPU metrics: polling threw; " + DRIVER_UP + " is 0 until it answers");

    driver.deviceFailure = null;
    Eventually.passes(() ->
        assertThat(scrape()).containsEntry(DRIVER_UP, 1.0).containsEntry(TEMPERATURE_1, 40.0));
    assertThat(made).hasSize(2);
  }

  @Test
  void log_whoseAppenderThrowsAnError_costsNothingElse() throws Exception {
    logger.throwing(new NoClassDefFoundError("of the host"));
    start(builder());
    awaitPoll();
    driver.fake(0).blocks = hang;
    int before = driver.fake(0).reads;
    Eventually.passes(() -> assertThat(driver.fake(0).reads).isGreaterThan(before));
    clock.advance(Duration.ofSeconds(11));

    Eventually.passes(() -> assertThat(scrape()).containsEntry(UP_0, 0.0));
    awaitPoll();
    assertThat(scrape()).containsEntry(DRIVER_UP, 1.0).containsEntry(UP_1, 1.0);
  }

  @Test
  void scrape_whileTheAppenderHangs_isNotHeldUpAndShowsNothingOld() throws Exception {
    start(builder());
    awaitPoll();
    logger.blocking(hang);
    driver.fake(1).result = CallResult.GPU_IS_LOST;
    Eventually.passes(() -> assertThat(logger.isBlocked()).isTrue());
    assertThat(scrape()).containsEntry(TEMPERATURE_0, 40.0);

    clock.advance(Duration.ofSeconds(11));
    assertThat(scrape())
        .containsEntry(DRIVER_UP, 0.0)
        .containsEntry(UP_0, 0.0)
        .containsEntry("llm_gpu_poll_errors_total{reason=\"stuck\"}", 1.0)
        .doesNotContainKeys(TEMPERATURE_0, "llm_gpu_poll_duration_seconds");

    hang.countDown();
    Eventually.passes(
        () -> assertThat(scrape()).containsEntry(DRIVER_UP, 1.0).containsEntry(UP_0, 1.0));
  }

  @Test
  void scrape_whileAnotherOneIsHeldUpByTheLog_isNot() throws Exception {
    start(builder());
    awaitPoll();
    logger.blocking(hang);
    driver.countBlocks = hang;
    Eventually.passes(() -> assertThat(made).anyMatch(PollerThreadTest::isInDriver));
    clock.advance(Duration.ofMinutes(1));
    Thread first = new Thread(this::scrape);
    first.start();
    Eventually.passes(() -> assertThat(logger.isBlocked()).isTrue());

    assertThat(scrape()).containsEntry(DRIVER_UP, 0.0).containsEntry(UP_0, 0.0);
    assertThat(first.isAlive()).isTrue();
    hang.countDown();
    first.join();
  }

  private static boolean isInDriver(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void scrape_duringAFirstPollThatHangs_saysThatTheDriverIsUp() throws Exception {
    driver.fake(0).blocks = hang;
    start(builder());
    Eventually.passes(() -> assertThat(driver.fake(0).reads).isPositive());

    assertThat(scrape()).containsEntry(DRIVER_UP, 1.0);
    assertThat(scrape().keySet()).noneMatch(series -> series.contains("gpu_id"));
  }

  @Test
  void scrape_longAfterADeviceHung_hidesWhatTheOthersToldAndHasThemPolled() throws Exception {
    start(builder());
    awaitPoll();
    hasThreads = false;
    driver.fake(0).blocks = hang;
    int before = driver.fake(0).reads;
    Eventually.passes(() -> assertThat(driver.fake(0).reads).isGreaterThan(before));
    clock.advance(Duration.ofMinutes(1));
    assertThat(scrape())
        .containsEntry(DRIVER_UP, 1.0)
        .containsEntry(UP_0, 0.0)
        .doesNotContainKeys(UP_1, TEMPERATURE_0, TEMPERATURE_1);

    hasThreads = true;
    Eventually.passes(() -> assertThat(scrape()).containsEntry(TEMPERATURE_1, 40.0));
  }
}
