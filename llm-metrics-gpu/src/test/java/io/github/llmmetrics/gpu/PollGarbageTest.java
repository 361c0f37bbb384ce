package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A poll through the real binding makes no garbage: not one byte on the Java heap, neither where all is well nor where a
 * device stays lost, which can last for weeks.
 */
class PollGarbageTest {

  private static final int DEVICES = 8;
  private static final int MIG_DEVICE = 7;

  /** Enough for every class, series and string to be there. */
  private static final int WARM_UP_POLLS = 500;

  /**
   * How often to count again. A JVM that decides to compile a method makes garbage of its own on the thread that runs it,
   * a few times in the first thousands of polls; what a poll makes is there in every round.
   */
  private static final int ROUNDS = 5;

  private static final int POLLS = 1_000;
  private static final int[] FIELDS = {74, 76, 269, 270, 271, 144, 145, 197, 198, 138, 139};

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // What is loaded stays loaded: the folder is left to the system's own cleaning of such folders.
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static StandIn driver;

  @BeforeAll
  static void loadStandIn() throws IOException {
    driver = StandIn.of(StandIn.Kind.FULL, folder);
    driver.says(busyDevices());
    driver.load();
  }

  @Test
  void pollOfHealthyDevicesMakesNoGarbage() throws Exception {
    driver.says(busyDevices());
    try (GpuMetrics metrics = start()) {
      assertThat(bytesOf(metrics)).isZero();
      assertThat(value("llm_gpu_process_memory_used_bytes{gpu_id=\"0\",pid=\"4242\"}"))
          .isEqualTo(1_000);
    }
  }

  @Test
  void pollOfDeviceThatStaysLostMakesNoGarbage() throws Exception {
    driver.says(busyDevices());
    try (GpuMetrics metrics = start()) {
      driver.says(
          Stream.concat(Stream.of(busyDevices()), Stream.of("gpu3.rc=15")).toArray(String[]::new));
      assertThat(bytesOf(metrics)).isZero();
      assertThat(value("llm_gpu_up{gpu_id=\"3\"}")).isZero();
      assertThat(value("llm_gpu_poll_errors_total{reason=\"gpu_is_lost\"}"))
          .isGreaterThanOrEqualTo(POLLS);
    }
  }

  @Test
  void pollOfDriverThatStaysAwayMakesNoGarbage() throws Exception {
    driver.says(busyDevices());
    try (GpuMetrics metrics = start()) {
      driver.says("count.rc=9");
      assertThat(bytesOf(metrics)).isZero();
      assertThat(value("llm_gpu_driver_up")).isZero();
    }
  }

  /** Starts, and waits for the poller's first poll: its next one is an hour away, and this thread polls in the meantime. */
  private GpuMetrics start() throws Exception {
    GpuMetrics metrics = GpuMetrics.builder(registry)
        .enable(GpuGroup.values())
        .interval(Duration.ofHours(1))
        .start();
    Eventually.passes(() ->
        assertThat(Scrapes.text(registry)).contains("\nllm_gpu_last_poll_timestamp_seconds "));
    return metrics;
  }

  private double value(String series) {
    return Scrapes.value(registry, series);
  }

  /** The bytes that a round of polls makes: the fewest of several rounds. */
  private static long bytesOf(GpuMetrics metrics) {
    poll(metrics, WARM_UP_POLLS);
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && fewest > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      poll(metrics, POLLS);
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest;
  }

  private static void poll(GpuMetrics metrics, int times) {
    for (int i = 0; i < times; i++) {
      metrics.poll();
    }
  }

  /** All that there can be: every reading, processes on each device, MIG instances on one. */
  private static String[] busyDevices() {
    List<String> lines = new ArrayList<>(List.of("count=" + DEVICES));
    for (int gpu = 0; gpu < DEVICES; gpu++) {
      String key = "gpu" + gpu + ".";
      lines.add(key + "energy=1000");
      lines.add(key + "reasons=0x4");
      lines.add(key + "procs=4242:1000,4343:2000");
      for (int field : FIELDS) {
        lines.add(key + "field." + field + "=1");
      }
    }
    lines.add("gpu" + MIG_DEVICE + ".mig=1");
    lines.add("gpu" + MIG_DEVICE + ".mig0.uuid=MIG-0");
    lines.add("gpu" + MIG_DEVICE + ".mig3.uuid=MIG-3");
    return lines.toArray(String[]::new);
  }
}
