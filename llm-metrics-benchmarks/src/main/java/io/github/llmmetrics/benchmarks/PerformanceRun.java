package io.github.llmmetrics.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the library with its peers in one run and prints the tables, in Markdown: {@code quick}, in less than three
 * minutes, or {@code full}, which is what the documentation shows. What JMH says goes to {@code performance.log}.
 *
 * <p>The settings of the JVMs are no accident: with neighbours on the machine the compiler's threads starve, so that
 * short warm-ups measure half-compiled code ({@code -Xbatch}), and whoever allocates first pays for the heap's pages
 * ({@code AlwaysPreTouch}).
 */
public final class PerformanceRun {

  private static final String[] JVM = {
    "-Xbatch", "-Xms512m", "-Xmx512m", "-Xmn300m", "-XX:+AlwaysPreTouch"
  };
  private static final String[] LARGE_JVM = {
    "-Xbatch", "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch"
  };
  private static final String PER_REQUEST = "RequestBenchmark.(request128|request0|clock)$";
  private static final int STORM_SECONDS = 60;

  private final boolean full;
  private final PrintStream out;

  private PerformanceRun(boolean full, PrintStream out) {
    this.full = full;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param args {@code quick} or {@code full}
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] args) throws Exception {
    String mode = args.length == 1 ? args[0] : "";
    if (!List.of("quick", "full").contains(mode)) {
      System.err.println("performance: say quick or full, not '" + String.join(" ", args) + "'");
      System.exit(2);
    }
    new PerformanceRun(mode.equals("full"), System.out).run();
  }

  private void run() throws Exception {
    out.println(machine());
    ComparisonTable requests = new ComparisonTable(measure(PER_REQUEST, 1, JVM));
    requests.printRequests(out);
    if (!full) {
      return;
    }
    new ComparisonTable(measure("RequestBenchmark.tokenOf1024$", 1, JVM))
        .printTokens(out, "One token, 1,024 requests in flight, one thread");
    new ComparisonTable(measure("RequestBenchmark.request128$", 2, JVM))
        .printTokens(out, "A request of 128 gaps, two threads on the same series");
    new ComparisonTable(measureScrapes()).printScrapes(out);
    HeapRun.print(out);
    ScrapeStorm.print(out, STORM_SECONDS);
    out.println(machine());
  }

  private Collection<RunResult> measure(String benchmark, int threads, String... jvm)
      throws RunnerException {
    return new Runner(options(benchmark, jvm)
            .threads(threads)
            .warmupIterations(full ? 14 : 4)
            .warmupTime(TimeValue.milliseconds(full ? 700 : 400))
            .measurementIterations(full ? 8 : 3)
            .measurementTime(TimeValue.milliseconds(full ? 500 : 300))
            .build())
        .run();
  }

  private Collection<RunResult> measureScrapes() throws RunnerException {
    return new Runner(options("benchmarks.ScrapeBenchmark", LARGE_JVM)
            .warmupIterations(4)
            .measurementIterations(5)
            .build())
        .run();
  }

  private static ChainedOptionsBuilder options(String benchmark, String... jvm) {
    return new OptionsBuilder()
        .include(benchmark)
        .forks(1)
        .jvmArgsAppend(jvm)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.NORMAL)
        .output("performance.log");
  }

  private static String machine() throws IOException {
    Path processors = Path.of("/proc/cpuinfo");
    String processor = Files.exists(processors)
        ? Files.readAllLines(processors).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown processor")
        : "unknown processor";
    Path load = Path.of("/proc/loadavg");
    return String.format(
        Locale.ROOT,
        "%s, %d x %s, Java %s, %s %s, load %s%n",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        processor,
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Files.exists(load) ? Files.readString(load).strip() : "unknown");
  }
}
