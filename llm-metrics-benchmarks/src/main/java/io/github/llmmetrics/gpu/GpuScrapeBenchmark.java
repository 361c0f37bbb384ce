package io.github.llmmetrics.gpu;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One scrape of the series of 8 devices, beside one of as many series of client_java's own gauge. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GpuScrapeBenchmark {

  /** A gauge of client_java with as many series as the devices have. */
  @State(Scope.Benchmark)
  public static class PlainGauge {

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /**
     * Makes the series.
     *
     * @param host with the devices
     */
    @Setup(Level.Trial)
    public void fill(PolledHost host) {
      Gauge gauge = Gauge.builder().name("plain").labelNames("gpu_id", "reason").register(registry);
      int count = host.seriesCount();
      for (int i = 0; i < count; i++) {
        gauge.labelValues(Integer.toString(i % 8), "reason" + i).set(i);
      }
    }
  }

  /**
   * The scrape, without writing it.
   *
   * @param host with the devices
   * @return what it shows
   */
  @Benchmark
  public MetricSnapshots scrape(PolledHost host) {
    return host.registry().scrape();
  }

  /**
   * The baseline: the same of a plain gauge.
   *
   * @param plain the gauge
   * @return what it shows
   */
  @Benchmark
  public MetricSnapshots plainGauge(PlainGauge plain) {
    return plain.registry.scrape();
  }
}
