package io.github.llmmetrics.benchmarks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.instrument.HistogramCell;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two threads observe into one series while it is scraped: none is lost, and a scrape's count is that of its buckets. */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "whole scrape, nothing lost")
@Outcome(expect = FORBIDDEN, desc = "a torn scrape, or a lost observation")
@State
public class TokensAgainstScrapeStress {

  private static final int OBSERVATIONS = 64;
  private static final int SCRAPE_EVERY = 8;
  private static final double VALUE = 0.25;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HistogramCell cell;

  /** Registers the series. */
  public TokensAgainstScrapeStress() {
    InstrumentSet set = InstrumentSet.builder().registry(registry).build();
    cell = set.histogram(ApplicationMetrics.ITL).cell("m");
    cell.observe(VALUE);
    set.register();
  }

  /** One thread. */
  @Actor
  public void one() {
    for (int i = 0; i < OBSERVATIONS; i++) {
      cell.observe(VALUE);
    }
  }

  /**
   * The other thread, which scrapes, too: jcstress wants a processor for each thread.
   *
   * @param result whether each scrape was whole
   */
  @Actor
  public void other(ZZ_Result result) {
    boolean whole = true;
    long before = 0;
    for (int i = 0; i < OBSERVATIONS; i++) {
      cell.observe(VALUE);
      if (i % SCRAPE_EVERY == 0) {
        HistogramDataPointSnapshot point = point();
        whole &= point.getCount() == sumOf(point.getClassicBuckets()) && point.getCount() >= before;
        before = point.getCount();
      }
    }
    result.r1 = whole;
  }

  /**
   * What came of it.
   *
   * @param result whether each observation is there
   */
  @Arbiter
  public void all(ZZ_Result result) {
    HistogramDataPointSnapshot point = point();
    long observed = 1 + 2 * OBSERVATIONS;
    result.r2 = point.getCount() == observed && point.getSum() == observed * VALUE;
  }

  private HistogramDataPointSnapshot point() {
    return ((HistogramSnapshot) registry.scrape().get(0)).getDataPoints().get(0);
  }

  private static long sumOf(ClassicHistogramBuckets buckets) {
    return buckets.stream().mapToLong(bucket -> bucket.getCount()).sum();
  }
}
