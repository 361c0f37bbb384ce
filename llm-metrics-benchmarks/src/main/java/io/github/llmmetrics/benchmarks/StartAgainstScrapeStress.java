package io.github.llmmetrics.benchmarks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.instrument.LedgerEntry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Every scrape sees a moment that was: there is one caller, so one active request at most, and all that began has ended
 * or is active.
 *
 * <p>On the bare ledger: beside all that a request and a scrape do otherwise, the few nanoseconds in question would
 * hardly ever meet.
 */
@JCStressTest
@Outcome(
    id = StartAgainstScrapeStress.TRUE,
    expect = ACCEPTABLE,
    desc = "every scrape was of one moment")
@Outcome(expect = FORBIDDEN, desc = "a moment that never was")
@State
public class StartAgainstScrapeStress {

  static final String TRUE = "true at every scrape";

  private static final String SUCCESS = Status.SUCCESS.label();
  private static final String CANCELLED = Status.CANCELLED.label();
  private static final int REQUESTS = 500;
  private static final int SCRAPES = 10;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LedgerEntry ledger;

  /** A ledger of one model, scraped like any other metric. */
  public StartAgainstScrapeStress() {
    InstrumentSet set = InstrumentSet.builder().registry(registry).build();
    ledger = set.ledger().entry(Stage.MODEL);
    set.register();
  }

  /** One caller, one request after the other. */
  @Actor
  public void requests() {
    for (int i = 0; i < REQUESTS; i++) {
      ledger.started();
      ledger.ended(i % 2 == 0 ? SUCCESS : CANCELLED);
    }
  }

  /**
   * Scrapes meanwhile.
   *
   * @param result what was wrong with the ledger, if anything
   */
  @Actor
  public void scrapes(L_Result result) {
    String verdict = TRUE;
    long before = 0;
    for (int i = 0; i < SCRAPES; i++) {
      Scrape scrape = new Scrape(registry.scrape());
      long started = scrape.sum("llm_requests_started_total");
      long active = scrape.sum("llm_active_requests");
      if (started != scrape.sum("llm_requests_total") + active) {
        verdict = "does not add up";
      } else if (active < 0 || active > 1) {
        verdict = "active " + active;
      } else if (started < before) {
        verdict = "falls";
      }
      before = started;
    }
    result.r1 = verdict;
  }
}
