package io.github.llmmetrics.gpu;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One poll of 8 devices through the real binding, beside its native calls alone. The calls are answered by the stand-in
 * for NVML, so that it tells what the library costs and nothing of what a driver does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GpuPollBenchmark {

  /**
   * The poll: the calls, their readings, the series.
   *
   * @param host with the devices
   * @return the pause that follows
   */
  @Benchmark
  public long poll(PolledHost host) {
    return host.metrics().poll();
  }

  /**
   * The baseline: the same calls alone.
   *
   * @param host with the devices
   * @return their number
   */
  @Benchmark
  public int callsAlone(PolledHost host) {
    return host.bare().poll();
  }
}
