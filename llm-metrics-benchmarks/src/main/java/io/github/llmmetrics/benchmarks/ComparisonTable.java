package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.benchmarks.peers.Peer;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** Results of one JMH run as tables: processor time and garbage of an operation, and ratios to ours. */
final class ComparisonTable {

  private static final int TOKENS = 128;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Collection<RunResult> results;

  ComparisonTable(Collection<RunResult> results) {
    this.results = results;
  }

  void printRequests(PrintStream out) {
    double noop = cpu("request128", Peer.NOOP);
    double ours = cpu("request128", Peer.OURS);
    double ours0 = cpu("request0", Peer.OURS);
    out.printf(
        Locale.ROOT,
        "%nOne thread. A reading of the clock: %.1f ns%n%n",
        cpu(find("clock", result -> true)));
    out.println("| | 128 gaps: ns | ns a token | net of no-op | B | ours / this | net: ours / this"
        + " | no gap: ns | B | ours / this |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (Peer peer : Peer.values()) {
      double nanos = cpu("request128", peer);
      double nanos0 = cpu("request0", peer);
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.1f | %.0f | %.2f | %.2f | %.0f | %.0f | %.2f |%n",
          peer.title(),
          nanos,
          nanos / TOKENS,
          (nanos - noop) / TOKENS,
          bytes("request128", peer),
          ours / nanos,
          (ours - noop) / (nanos - noop),
          nanos0,
          bytes("request0", peer),
          ours0 / nanos0);
    }
  }

  void printTokens(PrintStream out, String title) {
    String method = title.startsWith("One token") ? "tokenOf1024" : "request128";
    double ours = cpu(method, Peer.OURS);
    out.printf("%n%s%n%n| | ns | B | ours / this |%n|---|---|---|---|%n", title);
    for (Peer peer : Peer.values()) {
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.0f | %.2f |%n",
          peer.title(),
          cpu(method, peer),
          bytes(method, peer),
          ours / cpu(method, peer));
    }
  }

  void printScrapes(PrintStream out) {
    out.printf("%nA scrape of 100,000 series of a histogram%n%n| | snapshots: ms | MB | text: ms |"
        + " MB |%n|---|---|---|---|---|%n");
    for (ScrapeBenchmark.Kind kind : ScrapeBenchmark.Kind.values()) {
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.0f | %.0f |%n",
          kind,
          cpu("snapshots", kind) / NANOS_PER_MILLI,
          bytes("snapshots", kind) / BYTES_PER_MEGABYTE,
          cpu("text", kind) / NANOS_PER_MILLI,
          bytes("text", kind) / BYTES_PER_MEGABYTE);
    }
  }

  private RunResult find(String method, Predicate<RunResult> which) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(method + " was not measured"));
  }

  private RunResult find(String method, Enum<?> who) {
    return find(
        method,
        result -> result.getParams().getParamsKeys().stream()
            .anyMatch(key -> who.name().equals(result.getParams().getParam(key))));
  }

  private double cpu(String method, Enum<?> who) {
    return cpu(find(method, who));
  }

  private static double cpu(RunResult result) {
    return median(result, iteration -> aux(iteration, "cpuNanos") / aux(iteration, "operations"));
  }

  private double bytes(String method, Enum<?> who) {
    return median(find(method, who), iteration -> aux(iteration, "gc.alloc.rate.norm"));
  }

  /** Of the iterations: a neighbour spoils single ones. */
  private static double median(RunResult result, ToDoubleFunction<IterationResult> what) {
    double[] values = result.getBenchmarkResults().stream()
        .map(BenchmarkResult::getIterationResults)
        .flatMap(Collection::stream)
        .mapToDouble(what)
        .sorted()
        .toArray();
    return values[values.length / 2];
  }

  private static double aux(IterationResult iteration, String name) {
    String key = iteration.getSecondaryResults().keySet().stream()
        .filter(each -> each.endsWith(name))
        .findFirst()
        .orElseThrow();
    return Objects.requireNonNull(iteration.getSecondaryResults().get(key)).getScore();
  }
}
