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
 * What a handle says of its first token is what was observed, however close its end. A token that was marked before the
 * end, but read the clock after it, has a TTFT and no TPOT: the handle and the histogram agree on that too.
 */
@JCStressTest
@Outcome(id = Verdict.BOTH, expect = ACCEPTABLE, desc = "some tokens came in time")
@Outcome(id = Verdict.FIRST, expect = ACCEPTABLE, desc = "all tokens came in time")
@Outcome(id = Verdict.SECOND, expect = ACCEPTABLE, desc = "all tokens came late")
@Outcome(
    expect = FORBIDDEN,
    desc = "a handle and a histogram disagree, or a late token was not counted as such")
@State
public class FirstTokenAgainstFinishStress {

  private final Stage stage = new Stage();

  /** One thread. */
  @Actor
  public void one() {
    stage.alternate(RequestMetrics::firstToken, FirstTokenAgainstFinishStress::finish);
  }

  /** The other thread. */
  @Actor
  public void other() {
    stage.alternate(FirstTokenAgainstFinishStress::finish, RequestMetrics::firstToken);
  }

  private static void finish(RequestMetrics request) {
    request.finish(10, 5);
  }

  /**
   * What came of it.
   *
   * @param result whether the handles and the histograms agree
   */
  @Arbiter
  public void observed(L_Result result) {
    long inTime = stage.count(request -> request.ttft().isPresent());
    long withTpot = stage.count(request -> request.tpot().isPresent());
    Scrape scrape = stage.scrape();
    result.r1 = new Verdict()
        .expect("ttft", scrape.sum("llm_time_to_first_token_seconds"), inTime)
        .expect("tpot", scrape.sum("llm_time_per_output_token_seconds"), withTpot)
        .expect("tpot without ttft", stage.count(FirstTokenAgainstFinishStress::hasTpotOnly), 0)
        .expect(
            "late",
            scrape.sum("llm_metrics_dropped_total", "reason", "after_end"),
            REQUESTS - inTime)
        .expect("ended", scrape.sum("llm_requests_total", "status", "success"), REQUESTS)
        .of(inTime);
  }

  private static boolean hasTpotOnly(RequestMetrics request) {
    return request.tpot().isPresent() && request.ttft().isEmpty();
  }
}
