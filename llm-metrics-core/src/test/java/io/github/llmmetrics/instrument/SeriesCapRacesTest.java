package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.testing.ScrapedSeries;
import io.github.llmmetrics.testing.Together;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Sixty-four threads bring more label values than a metric may have series, while it is scraped. */
class SeriesCapRacesTest {

  private static final int THREADS = 64;
  private static final int CALLS = 1_000;
  private static final int LIMIT = 200;
  private static final String[] STATUSES = {
    "success", "error", "timeout", "rejected", "cancelled", "abandoned"
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final InstrumentSet set =
      InstrumentSet.builder().registry(registry).seriesLimit(LIMIT).build();
  private final LongAdder overflowed = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  private void listenAndRegister() {
    set.listener(new SeriesListener() {
      @Override
      public void overflowed(MetricDefinition metric) {
        overflowed.increment();
      }

      @Override
      public void skipped(MetricDefinition metric) {
        skipped.increment();
      }
    });
    set.register();
  }

  @AfterEach
  void close() {
    set.close();
  }

  /** The last thread scrapes for as long as the others record. */
  private void recordAndScrape(Together.Task recording) throws Exception {
    AtomicInteger left = new AtomicInteger(THREADS);
    Together.run(THREADS + 1, thread -> {
      if (thread == THREADS) {
        while (left.get() > 0) {
          assertThatCapsHold();
        }
      } else {
        try {
          recording.run(thread);
        } finally {
          left.decrementAndGet();
        }
      }
    });
    assertThatCapsHold();
  }

  private void assertThatCapsHold() {
    for (MetricSnapshot metric : registry.scrape()) {
      assertThat(metric.getDataPoints().size())
          .as("series of %s", metric.getMetadata().getName())
          .isLessThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void counter_moreLabelsThanSeries_capHoldsAndSumIsExact() throws Exception {
    CounterFamily family = set.counter(BusinessMetrics.CUSTOMER_TOKENS);
    listenAndRegister();
    recordAndScrape(thread -> {
      SplittableRandom random = new SplittableRandom(thread);
      for (int i = 0; i < CALLS; i++) {
        String type = random.nextBoolean() ? "prompt" : "completion";
        family.cell("c" + random.nextInt(10_000), "m" + random.nextInt(3), type).add(3L);
      }
    });

    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.sum("llm_customer_tokens_total")).isEqualTo(3.0 * THREADS * CALLS);
    assertThat(scrape.sum("llm_customer_tokens_total", "customer_id", "other", "model", "other"))
        .isEqualTo(3.0 * overflowed.sum());
    assertThat(scrape.series("llm_customer_tokens_total")).hasSize(LIMIT);
  }

  @Test
  void histogram_moreLabelsThanSeries_capHoldsAndCountIsExact() throws Exception {
    HistogramFamily family = set.histogram(ApplicationMetrics.REQUEST_LATENCY);
    listenAndRegister();
    recordAndScrape(thread -> {
      SplittableRandom random = new SplittableRandom(thread);
      for (int i = 0; i < CALLS; i++) {
        family
            .cell("m" + random.nextInt(10_000), STATUSES[random.nextInt(STATUSES.length)])
            .observe(2);
      }
    });

    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.sum("llm_request_latency_seconds_count")).isEqualTo(THREADS * CALLS);
    assertThat(scrape.sum("llm_request_latency_seconds_sum")).isEqualTo(2.0 * THREADS * CALLS);
    assertThat(scrape.sum("llm_request_latency_seconds_count", "model", "other"))
        .isEqualTo((double) overflowed.sum());
  }

  @Test
  void gauge_moreLabelsThanSeries_capHoldsAndRestIsSkipped() throws Exception {
    GaugeFamily family = set.gauge(ApplicationMetrics.QUEUE_DEPTH);
    listenAndRegister();
    recordAndScrape(thread -> {
      SplittableRandom random = new SplittableRandom(thread);
      for (int i = 0; i < CALLS; i++) {
        family.cell("m" + random.nextInt(10_000)).set(1);
      }
    });

    assertThat(ScrapedSeries.of(registry).series("llm_queue_depth").keySet())
        .hasSizeLessThanOrEqualTo(LIMIT)
        .noneMatch(labels -> "other".equals(labels.get("model")));
    assertThat(skipped.sum()).isPositive();
  }

  @RepeatedTest(20)
  void ledger_moreModelsThanSeries_capHoldsAndSumIsExact() throws Exception {
    Ledger ledger = set.ledger();
    listenAndRegister();
    int calls = CALLS / 10;
    recordAndScrape(thread -> {
      for (int i = 0; i < calls; i++) {
        LedgerEntry entry = ledger.entry("m" + (thread * calls + i));
        entry.started();
        entry.ended(STATUSES[i % STATUSES.length]);
      }
    });

    ScrapedSeries scrape = ScrapedSeries.of(registry);
    assertThat(scrape.sum("llm_requests_started_total")).isEqualTo(THREADS * calls);
    assertThat(scrape.sum("llm_requests_total")).isEqualTo(THREADS * calls);
    assertThat(scrape.sum("llm_requests_started_total", "model", "other"))
        .isEqualTo((double) overflowed.sum());
  }
}
