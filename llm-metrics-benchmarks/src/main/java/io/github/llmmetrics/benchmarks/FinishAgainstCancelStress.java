package io.github.llmmetrics.benchmarks;

import static io.github.llmmetrics.benchmarks.Stage.REQUESTS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Status;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A request ends exactly once: its status, its counters and its tokens are of the same end. */
@JCStressTest
@Outcome(id = Verdict.BOTH, expect = ACCEPTABLE, desc = "some finished, some were cancelled")
@Outcome(id = Verdict.FIRST, expect = ACCEPTABLE, desc = "all finished")
@Outcome(id = Verdict.SECOND, expect = ACCEPTABLE, desc = "all were cancelled")
@Outcome(expect = FORBIDDEN, desc = "no end, two ends, or half of each")
@State
public class FinishAgainstCancelStress {

  private final Stage stage = new Stage();

  /** One thread. */
  @Actor
  public void one() {
    stage.alternate(FinishAgainstCancelStress::finish, RequestMetrics::cancel);
  }

  /** The other thread. */
  @Actor
  public void other() {
    stage.alternate(RequestMetrics::cancel, FinishAgainstCancelStress::finish);
  }

  private static void finish(RequestMetrics request) {
    request.finish(10, 5);
  }

  /**
   * What came of it.
   *
   * @param result whether the handles and the counters agree
   */
  @Arbiter
  public void ended(L_Result result) {
    long finished = stage.count(request -> request.status().equals(Optional.of(Status.SUCCESS)));
    long cancelled = stage.count(request -> request.status().equals(Optional.of(Status.CANCELLED)));
    Scrape scrape = stage.scrape();
    result.r1 = new Verdict()
        .expect("ended", finished + cancelled, REQUESTS)
        .expect("success", scrape.sum("llm_requests_total", "status", "success"), finished)
        .expect("cancelled", scrape.sum("llm_requests_total", "status", "cancelled"), cancelled)
        .expect("all statuses", scrape.sum("llm_requests_total"), REQUESTS)
        .expect("active", scrape.sum("llm_active_requests"), 0)
        .expect(
            "latencies of success",
            scrape.sum("llm_request_latency_seconds", "status", "success"),
            finished)
        .expect("latencies", scrape.sum("llm_request_latency_seconds"), REQUESTS)
        .expect("tokens", scrape.sum("llm_tokens_total"), 15 * finished)
        .expect("late", scrape.sum("llm_metrics_dropped_total", "reason", "after_end"), REQUESTS)
        .of(finished);
  }
}
