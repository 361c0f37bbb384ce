package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.benchmarks.peers.Peer;
import io.github.llmmetrics.benchmarks.peers.Service;
import io.github.llmmetrics.benchmarks.peers.Traffic;
import io.github.llmmetrics.benchmarks.peers.Traffic.ShiftedClock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** A whole request, and a single token while 1,024 requests are in flight, by each peer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

  private static final int IN_FLIGHT = 1_024;
  private static final int TOKENS_EACH = 128;

  /** A service that all threads share, with every series there. */
  @State(Scope.Benchmark)
  public static class Served {

    /** Who records. */
    @Param
    public Peer peer = Peer.OURS;

    private final ShiftedClock clock = new ShiftedClock();
    private Service service = Peer.NOOP.service(clock);

    /** Makes the service. */
    @Setup
    public void serve() {
      service = peer.service(clock);
      new Traffic(clock, 0).warmUp(service);
    }
  }

  /** The clock alone. */
  @State(Scope.Benchmark)
  public static class ReadClock {
    private final ShiftedClock clock = new ShiftedClock();
  }

  /** The requests of one thread. */
  @State(Scope.Thread)
  public static class Caller {

    private final Object[] live = new Object[IN_FLIGHT];
    private final int[] tokens = new int[IN_FLIGHT];
    private Traffic traffic = new Traffic(new ShiftedClock(), 0);
    private int slot;

    /**
     * Begins.
     *
     * @param served the service
     * @param thread which thread
     */
    @Setup
    public void begin(Served served, ThreadParams thread) {
      traffic = new Traffic(served.clock, thread.getThreadIndex());
      for (int i = 0; i < IN_FLIGHT; i++) {
        live[i] = traffic.begin(served.service);
        tokens[i] = i * 31 % TOKENS_EACH;
      }
    }
  }

  /**
   * A request of 128 gaps between tokens.
   *
   * @param served the service
   * @param caller the requests
   * @param cpu counts
   */
  @Benchmark
  public void request128(Served served, Caller caller, CpuTime cpu) {
    cpu.operations++;
    caller.traffic.serve(served.service, TOKENS_EACH);
  }

  /**
   * A request of a single token.
   *
   * @param served the service
   * @param caller the requests
   * @param cpu counts
   */
  @Benchmark
  public void request0(Served served, Caller caller, CpuTime cpu) {
    cpu.operations++;
    caller.traffic.serve(served.service, 0);
  }

  /**
   * One token of one of many requests in turn, whose handles are not in the nearest cache; after 128 the request makes
   * room for another.
   *
   * @param served the service
   * @param caller the requests
   * @param cpu counts
   */
  @Benchmark
  public void tokenOf1024(Served served, Caller caller, CpuTime cpu) {
    cpu.operations++;
    int i = caller.slot++ & (IN_FLIGHT - 1);
    caller.traffic.between(IN_FLIGHT);
    if (caller.tokens[i]++ < TOKENS_EACH) {
      served.service.token(caller.live[i]);
    } else {
      caller.tokens[i] = 0;
      caller.traffic.end(served.service, caller.live[i]);
      caller.live[i] = caller.traffic.begin(served.service);
    }
  }

  /**
   * A reading of the clock that all of them use.
   *
   * @param read the clock
   * @param cpu counts
   * @return the reading
   */
  @Benchmark
  public long clock(ReadClock read, CpuTime cpu) {
    cpu.operations++;
    return read.clock.nanoTime();
  }
}
