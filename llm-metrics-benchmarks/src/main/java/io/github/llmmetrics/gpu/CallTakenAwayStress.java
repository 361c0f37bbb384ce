package io.github.llmmetrics.gpu;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of a poller whose call returns and a scrape that takes the call away, one goes on with the work. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the call returned first")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the call was taken away")
@Outcome(expect = FORBIDDEN, desc = "both go on, or nobody")
@State
public class CallTakenAwayStress {

  private static final long TIMEOUT = 10;

  private final Progress progress = new Progress();

  /** A call that has been out for long. */
  public CallTakenAwayStress() {
    progress.enter(0);
  }

  /**
   * The poller.
   *
   * @param result whether it goes on
   */
  @Actor
  public void poller(ZZ_Result result) {
    result.r1 = progress.leave();
  }

  /**
   * The scrape.
   *
   * @param result whether it has another thread go on
   */
  @Actor
  public void scrape(ZZ_Result result) {
    long call = progress.overdue(TIMEOUT + 1, TIMEOUT);
    result.r2 = call != 0 && progress.takeAway(call);
  }
}
