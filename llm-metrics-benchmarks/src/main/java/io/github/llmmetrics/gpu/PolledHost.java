package io.github.llmmetrics.gpu;

import io.github.llmmetrics.benchmarks.BenchmarkRun;
import io.github.llmmetrics.benchmarks.NvmlStandIn;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A host with 8 devices, GPU metrics that run on it and are paused between two polls, and the bare binding beside them. */
@State(Scope.Benchmark)
public class PolledHost {

  private static final int DEVICES = 8;
  private static final int MIG_DEVICE = 7;
  private static final long FIRST_POLL_SECONDS = 30;

  /** Which groups are on. */
  public enum Groups {
    /** Those that are on by default, without XID: no thread of events. */
    WITHOUT_XID,
    /** All, with 4 processes on each device and 2 MIG instances on one of them. */
    ALL
  }

  /** The groups that are on. */
  @Param
  public Groups groups = Groups.WITHOUT_XID;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private @Nullable GpuMetrics metrics;
  private @Nullable BareCalls bare;

  /**
   * Starts polling, and waits for the first one: the next is an hour later.
   *
   * @throws IOException if the stand-in cannot be copied
   * @throws InterruptedException if interrupted
   */
  @Setup(Level.Trial)
  public void start() throws IOException, InterruptedException {
    BenchmarkRun.loadStandIn(control());
    GpuMetrics.Builder builder = GpuMetrics.builder(registry).interval(Duration.ofHours(1));
    if (groups == Groups.ALL) {
      builder.enable(GpuGroup.values());
    } else {
      builder.disable(GpuGroup.XID);
    }
    metrics = builder.start();
    awaitFirstPoll();
    // Not before: the binding's classes cannot be initialised until it was loaded.
    bare = new BareCalls(DEVICES, groups == Groups.ALL);
  }

  private List<String> control() {
    List<String> lines = new ArrayList<>(NvmlStandIn.busyDevices(DEVICES));
    for (int gpu = 0; gpu < DEVICES && groups == Groups.ALL; gpu++) {
      lines.add("gpu" + gpu + ".procs=4242:1000,4343:2000,4444:3000,4545:4000");
    }
    if (groups == Groups.ALL) {
      lines.add("gpu" + MIG_DEVICE + ".mig=1");
      lines.add("gpu" + MIG_DEVICE + ".mig0.uuid=MIG-0");
      lines.add("gpu" + MIG_DEVICE + ".mig1.uuid=MIG-1");
    }
    return lines;
  }

  private void awaitFirstPoll() throws InterruptedException {
    long start = System.nanoTime();
    while (!isPolled()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(FIRST_POLL_SECONDS)) {
        throw new IllegalStateException("no poll has ended: " + registry.scrape());
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private boolean isPolled() {
    return registry.scrape().stream()
        .filter(metric ->
            metric.getMetadata().getPrometheusName().equals("llm_gpu_last_poll_timestamp_seconds"))
        .anyMatch(metric -> !metric.getDataPoints().isEmpty());
  }

  PrometheusRegistry registry() {
    return registry;
  }

  GpuMetrics metrics() {
    return Objects.requireNonNull(metrics);
  }

  BareCalls bare() {
    return Objects.requireNonNull(bare);
  }

  /** How many series a scrape shows. */
  int seriesCount() {
    int count = 0;
    for (MetricSnapshot metric : registry.scrape()) {
      count += metric.getDataPoints().size();
    }
    return count;
  }

  /** Stops polling. */
  @TearDown(Level.Trial)
  public void stop() {
    metrics().close();
  }
}
