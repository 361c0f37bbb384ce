package io.github.llmmetrics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;

/** What every scrape must say of requests: begun = ended + active, for each model. */
public final class LedgerCheck {

  private LedgerCheck() {}

  /** Checks it exactly: all are whole numbers. */
  public static void assertHolds(ScrapedSeries scrape) {
    Map<Labels, Double> active = scrape.series("llm_active_requests");
    assertThat(scrape.series("llm_requests_started_total").keySet()).isEqualTo(active.keySet());
    active.forEach((labels, value) -> {
      String model = labels.get("model");
      double started = scrape.sum("llm_requests_started_total", "model", model);
      double ended = scrape.sum("llm_requests_total", "model", model);
      assertThat(started)
          .as("started of %s = ended %s + active %s", model, ended, value)
          .isEqualTo(ended + value);
      assertThat(value).as("active of %s", model).isNotNegative();
    });
  }
}
