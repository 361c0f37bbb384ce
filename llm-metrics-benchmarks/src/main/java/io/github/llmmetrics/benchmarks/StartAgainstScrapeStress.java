package io.github.llmmetrics.benchmarks;

import static io.github.llmmetrics.benchmarks.Stage.REQUESTS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Every scrape sees a moment that was: there is one caller, so one active request at most, and all that began has ended
 * or is active.
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

  private static final int SCRAPES = 4;

  private final Stage stage = new Stage();

  /** One caller, one request after the other. */
  @Actor
  public void requests() {
    for (int i = 0; i < REQUESTS; i++) {
      stage.middleware().begin(Stage.MODEL).finish(10, 5);
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
      Scrape scrape = stage.scrape();
      long started = scrape.sum("llm_requests_started");
      long ended = scrape.sum("llm_requests");
      long active = scrape.sum("llm_active_requests");
      if (started != ended + active || active < 0 || active > 1 || started < before) {
        verdict =
            "started " + started + " after " + before + ", ended " + ended + ", active " + active;
      }
      before = started;
    }
    result.r1 = verdict;
  }
}
