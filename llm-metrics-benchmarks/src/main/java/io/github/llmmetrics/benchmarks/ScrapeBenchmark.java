package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A scrape of one histogram with many series, as snapshots and as text through client_java's writer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ScrapeBenchmark {

  private static final MetricDefinition METRIC = ApplicationMetrics.REQUEST_LATENCY;
  private static final String[] STATUSES = METRIC.labels().get(1).values().toArray(String[]::new);
  private static final int OBSERVATIONS = 16;

  /** Whose histogram. */
  public enum Kind {
    /** client_java's, by its defaults. */
    CLIENT_JAVA,
    /** client_java's, with classic buckets. */
    CLIENT_JAVA_CLASSIC,
    /** This library's. */
    OURS
  }

  /** Whose histogram. */
  @Param
  public Kind kind = Kind.OURS;

  /** How many series it has. */
  @Param("100000")
  public int series;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** Makes the series, each with 16 observations. */
  @Setup
  public void fill() {
    if (kind == Kind.OURS) {
      InstrumentSet set =
          InstrumentSet.builder().registry(registry).seriesLimit(1_000_000).build();
      HistogramFamily family = set.histogram(METRIC);
      set.register();
      each((model, status, value) -> family.cell(model, status).observe(value));
    } else {
      Histogram.Builder builder = Histogram.builder()
          .name(METRIC.name())
          .help(METRIC.description())
          .labelNames("model", "status")
          .classicUpperBounds(
              METRIC.buckets().stream().mapToDouble(Double::doubleValue).toArray());
      if (kind == Kind.CLIENT_JAVA_CLASSIC) {
        builder.classicOnly();
      }
      Histogram histogram = builder.register(registry);
      each((model, status, value) -> histogram.labelValues(model, status).observe(value));
    }
  }

  private interface Sink {
    void observe(String model, String status, double value);
  }

  private void each(Sink sink) {
    IntStream.range(0, series).forEach(i -> {
      String model = "model-" + (100_000 + i / STATUSES.length);
      for (int k = 0; k < OBSERVATIONS; k++) {
        sink.observe(model, STATUSES[i % STATUSES.length], 0.05 * (1 + (i + 7 * k) % 400));
      }
    });
  }

  /**
   * As snapshots.
   *
   * @param cpu counts
   * @return the number of metrics
   */
  @Benchmark
  public int snapshots(CpuTime cpu) {
    cpu.operations++;
    return registry.scrape().size();
  }

  /**
   * As text.
   *
   * @param cpu counts
   * @throws IOException never
   */
  @Benchmark
  public void text(CpuTime cpu) throws IOException {
    cpu.operations++;
    PrometheusTextFormatWriter.create()
        .write(
            OutputStream.nullOutputStream(), registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
  }
}
