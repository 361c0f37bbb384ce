package io.github.llmmetrics.gpu;

import io.github.llmmetrics.benchmarks.NvmlStandIn;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.internal.NanoClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A soak test: polls the stand-in for NVML every 10 ms and scrapes once a second, while devices fail and recover, and
 * ends with 1 if anything has grown from the second reading of the process to the last.
 *
 * <p>Two arguments, both optional: the minutes (10), and {@code calm} to leave the faults out. Linux only.
 */
public final class GpuSoak {

  private static final int DEVICES = 8;
  private static final int STEP_SECONDS = 3;
  private static final int STEPS_BETWEEN_READINGS = 10;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final long SCRAPE_MILLIS = 1_000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicLong polls = new AtomicLong();
  private final NvmlStandIn standIn;
  private final boolean isCalm;

  /** So that each fault differs from the last one of its kind. */
  private int fault;

  private GpuSoak(boolean isCalm) throws IOException {
    this.isCalm = isCalm;
    this.standIn = NvmlStandIn.load(NvmlStandIn.busyDevices(DEVICES));
  }

  /**
   * Runs it.
   *
   * @param args minutes, {@code calm}; blanks separate them, too
   * @throws Exception if it cannot be run
   */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(String.join(" ", args).strip().split("\\s+", -1));
    String minutes = words.get(0).isEmpty() ? "10" : words.get(0);
    boolean isSound = new GpuSoak(words.contains("calm")).run(Long.parseLong(minutes));
    System.exit(isSound ? 0 : 1);
  }

  private boolean run(long minutes) throws Exception {
    say("threads before start: " + threads());
    GpuMetrics metrics = GpuMetrics.builder(registry)
        .enable(GpuGroup.values())
        .interval(Duration.ofMillis(10))
        .retryInterval(Duration.ofMillis(100))
        .callTimeout(CALL_TIMEOUT)
        .clock(NanoClock.SYSTEM, countingPolls())
        .start();
    List<SoakReading> readings = new ArrayList<>();
    try {
      scrapeFor(STEP_SECONDS);
      say("threads after start: " + threads());
      say(SoakReading.HEADER);
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
      while (System.nanoTime() - end < 0) {
        for (int step = 0; step < STEPS_BETWEEN_READINGS; step++) {
          // The last step is free of faults, so that every reading is of the same state.
          standIn.control(isCalm || step == STEPS_BETWEEN_READINGS - 1 ? healthy() : faulty(step));
          scrapeFor(STEP_SECONDS);
        }
        SoakReading reading = SoakReading.take(polls.get(), seriesCount());
        readings.add(reading);
        say(reading.toString());
      }
      say("failed calls: " + counts(SystemMetrics.GPU_POLL_ERRORS, "reason"));
      say("XID errors: " + counts(SystemMetrics.GPU_XID_ERRORS, "xid"));
    } finally {
      metrics.close();
    }
    say("threads after close: " + threads());
    return isSound(readings);
  }

  /** Each poll that reaches its end asks for the time once. */
  private InstantSource countingPolls() {
    return new InstantSource() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(millis());
      }

      @Override
      public long millis() {
        polls.incrementAndGet();
        return System.currentTimeMillis();
      }
    };
  }

  private static List<String> healthy() {
    return NvmlStandIn.busyDevices(DEVICES);
  }

  private List<String> faulty(int step) {
    fault++;
    List<String> lines = healthy();
    String gpu = "gpu" + fault % DEVICES + ".";
    switch (step) {
      case 0 -> lines.add(gpu + "rc=15");
      case 1, 2 -> addInstances(lines, gpu);
      case 3, 4 -> addProcesses(lines, gpu);
      case 5 -> {
        lines.add(gpu + "xid=79");
        lines.add(gpu + "xidseq=" + fault);
      }
      case 6 -> lines.add(gpu + "delay.PowerUsage=" + 2 * CALL_TIMEOUT.toMillis());
      case 7 -> lines.add("uninitialized=" + fault);
      case 8 -> {
        lines.add("count.rc=9");
        lines.add("event.create.rc=9");
      }
      default -> throw new IllegalArgumentException("step " + step);
    }
    return lines;
  }

  /** Instances of new identities each time. */
  private void addInstances(List<String> lines, String gpu) {
    lines.add(gpu + "mig=1");
    for (int i = 0; i < 1 + fault % 7; i++) {
      lines.add(gpu + "mig" + i + ".uuid=MIG-" + fault + "-" + i);
    }
  }

  /** Processes that were never there before. */
  private void addProcesses(List<String> lines, String gpu) {
    lines.add(gpu + "procs=" + (10 * fault + 1) + ":1000," + (10 * fault + 2) + ":2000");
  }

  private void scrapeFor(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      TimeUnit.MILLISECONDS.sleep(SCRAPE_MILLIS);
      seriesCount();
    }
  }

  /** All series but those of failed calls: which reasons there are to count depends on when a fault meets a poll. */
  private int seriesCount() {
    int count = 0;
    for (MetricSnapshot metric : registry.scrape()) {
      count +=
          is(SystemMetrics.GPU_POLL_ERRORS, metric) ? 0 : metric.getDataPoints().size();
    }
    return count;
  }

  /** Which values of a label a counter has counted, and how many of each. */
  private Map<String, Long> counts(MetricDefinition counter, String label) {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricSnapshot metric : registry.scrape()) {
      if (is(counter, metric)) {
        for (DataPointSnapshot point : metric.getDataPoints()) {
          long count = (long) ((CounterDataPointSnapshot) point).getValue();
          counts.merge(Objects.requireNonNull(point.getLabels().get(label)), count, Long::sum);
        }
      }
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Whether it is that counter, whose suffix a snapshot leaves to the exposition. */
  private static boolean is(MetricDefinition counter, MetricSnapshot metric) {
    return counter.name().equals(metric.getMetadata().getPrometheusName() + "_total");
  }

  private static boolean isSound(List<SoakReading> readings) {
    if (readings.size() < 3) {
      say("too short: 3 readings are needed, there were " + readings.size());
      return false;
    }
    List<String> grown = readings.get(readings.size() - 1).growthSince(readings.get(1));
    say(grown.isEmpty() ? "sound: nothing has grown" : "GROWN: " + String.join("; ", grown));
    return grown.isEmpty();
  }

  /** The names of the Java threads of this process. */
  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void say(String line) {
    System.out.printf(Locale.ROOT, "%s%n", line);
  }
}
