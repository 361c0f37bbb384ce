package io.github.llmmetrics.host;

import io.github.llmmetrics.internal.NanoClock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Turns the ticks of two polls into the use of each CPU in between. Not thread-safe. */
final class CpuUsage {

  /** OSHI keeps what it read for 300 ms, so a short interval meets the same ticks again; a stopped counter is worse. */
  private static final long KEPT = TimeUnit.SECONDS.toNanos(1);

  private final NanoClock clock;
  private List<CpuTicks> previous = List.of();
  private List<Double> usage = List.of();
  private long movedAt;

  CpuUsage(NanoClock clock) {
    this.clock = clock;
    this.movedAt = clock.nanoTime();
  }

  /** Percent of each CPU since the ticks moved last; NaN where that cannot be said. */
  List<Double> since(List<CpuTicks> ticks) {
    long now = clock.nanoTime();
    if (ticks.equals(previous)) {
      return now - movedAt < KEPT ? usage : unknown(ticks.size());
    }
    usage = ticks.size() == previous.size() ? difference(ticks) : unknown(ticks.size());
    previous = List.copyOf(ticks);
    movedAt = now;
    return usage;
  }

  private List<Double> difference(List<CpuTicks> ticks) {
    return IntStream.range(0, ticks.size())
        .mapToObj(cpu -> percent(previous.get(cpu), ticks.get(cpu)))
        .toList();
  }

  private static double percent(CpuTicks before, CpuTicks after) {
    long total = after.total() - before.total();
    long busy = after.busy() - before.busy();
    // Kernels let the time of waiting for input and output fall now and then, and CPUs come and go.
    return total > 0 && busy >= 0 && busy <= total ? 100.0 * busy / total : Double.NaN;
  }

  private static List<Double> unknown(int cpus) {
    return Collections.nCopies(cpus, Double.NaN);
  }
}
