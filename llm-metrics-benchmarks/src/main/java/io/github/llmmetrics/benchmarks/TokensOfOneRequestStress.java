package io.github.llmmetrics.benchmarks;

import static io.github.llmmetrics.benchmarks.Stage.REQUESTS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.llmmetrics.RequestMetrics;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two threads mark tokens of the same requests: each token is counted, once, and no clock seems to go back. */
@JCStressTest
@Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "each token counted once")
@Outcome(expect = FORBIDDEN, desc = "a token lost, counted twice, or dropped")
@State
public class TokensOfOneRequestStress {

  private static final int TOKENS = 2;

  private final Stage stage = new Stage();

  /** One thread. */
  @Actor
  public void one() {
    mark();
  }

  /** The other thread. */
  @Actor
  public void other() {
    mark();
  }

  private void mark() {
    for (int i = 0; i < TOKENS; i++) {
      stage.alternate(RequestMetrics::token, RequestMetrics::token);
    }
  }

  /**
   * What came of it.
   *
   * @param result first tokens, gaps and drops
   */
  @Arbiter
  public void all(ZZZ_Result result) {
    Scrape scrape = stage.scrape();
    result.r1 = scrape.sum("llm_time_to_first_token_seconds") == REQUESTS;
    result.r2 = scrape.sum("llm_inter_token_latency_seconds") == REQUESTS * (2 * TOKENS - 1);
    result.r3 = scrape.sum("llm_metrics_dropped_total", "reason", "clock_backwards") == 0;
  }
}
