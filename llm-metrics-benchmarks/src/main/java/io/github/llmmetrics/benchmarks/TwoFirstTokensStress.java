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
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The time to the first token is observed exactly once, whichever of two marks is first. A {@code token()} that comes
 * after {@code firstToken()} is the second token, and makes a gap.
 */
@JCStressTest
@Outcome(id = Verdict.BOTH, expect = ACCEPTABLE, desc = "firstToken was first at times")
@Outcome(id = Verdict.FIRST, expect = ACCEPTABLE, desc = "firstToken was always first")
@Outcome(id = Verdict.SECOND, expect = ACCEPTABLE, desc = "token was always first")
@Outcome(expect = FORBIDDEN, desc = "no first token, two, or a clock that seems to go back")
@State
public class TwoFirstTokensStress {

  private final Stage stage = new Stage();

  /** One thread. */
  @Actor
  public void one() {
    stage.alternate(RequestMetrics::firstToken, RequestMetrics::token);
  }

  /** The other thread. */
  @Actor
  public void other() {
    stage.alternate(RequestMetrics::token, RequestMetrics::firstToken);
  }

  /**
   * What came of it.
   *
   * @param result whether the handles and the histograms agree
   */
  @Arbiter
  public void observed(L_Result result) {
    Scrape scrape = stage.scrape();
    result.r1 = new Verdict()
        .expect("handles", stage.count(request -> request.ttft().isPresent()), REQUESTS)
        .expect("observed", scrape.sum("llm_time_to_first_token_seconds"), REQUESTS)
        .expect("clock", scrape.sum("llm_metrics_dropped_total", "reason", "clock_backwards"), 0)
        .of(scrape.sum("llm_inter_token_latency_seconds"));
  }
}
