package io.github.llmmetrics.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Runs the jcstress tests of this module, prints a few lines for each, and ends with 1 if one fails. All that jcstress
 * itself has to say goes to files in the working directory.
 *
 * <p>Two arguments, both optional: a regular expression that selects tests, and the milliseconds of one iteration (800).
 */
public final class StressRun {

  // A state of these tests is large and costs a millisecond, so that there are few at a time: an
  // iteration would take many times its time. One JVM mode, the one that services run in, where
  // jcstress would try eight: it starts interpreted and comes to both compilers.
  private static final String SETTINGS =
      "-m quick -f 1 -fsm 1 -iters 5 -sc false -strideSize 16 -strideCount 8 -r report"
          + " -jvmArgs -XX:+TieredCompilation";

  private static final int MAX_OUTCOMES = 10;
  private static final PrintStream CONSOLE = System.out;

  private StressRun() {}

  /**
   * Runs them.
   *
   * @param args which tests, and for how long
   * @throws Exception if they cannot be run
   */
  public static void main(String[] args) throws Exception {
    String tests = args.length > 0 ? args[0] : ".*";
    String millis = args.length > 1 ? args[1] : "800";
    List<TestResult> results = run(tests, millis);
    long passed = results.stream().filter(ReportUtils::statusToPassed).count();
    results.forEach(StressRun::print);
    CONSOLE.printf("jcstress: %d passed, %d failed%n", passed, results.size() - passed);
    System.exit(passed == results.size() && passed > 0 ? 0 : 1);
  }

  private static List<TestResult> run(String tests, String millis) throws Exception {
    Options options = new Options((SETTINGS + " -time " + millis + " -t " + tests).split(" ", -1));
    if (!options.parse()) {
      throw new IllegalArgumentException(SETTINGS);
    }
    Path log = Path.of("jcstress.log");
    try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      System.setOut(out);
      new JCStress(options).run();
    } catch (AssertionError e) {
      // Its way to say that a test failed. The results say which, and what was seen.
    } finally {
      System.setOut(CONSOLE);
    }
    return read(options.getResultFile());
  }

  private static List<TestResult> read(String file) throws IOException, ClassNotFoundException {
    InProcessCollector results = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file, results);
    try {
      reader.dump();
    } finally {
      reader.close();
    }
    return ReportUtils.mergedByName(results.getTestResults());
  }

  private static void print(TestResult result) {
    boolean passed = ReportUtils.statusToPassed(result);
    String name = result.getName().substring(result.getName().lastIndexOf('.') + 1);
    CONSOLE.printf(
        "jcstress: %s %s, %d samples%n",
        passed ? "passed" : "FAILED", name, result.getTotalCount());
    if (!passed && !(result.getMessages().isEmpty() && result.getVmErr().isEmpty())) {
      CONSOLE.println("  " + result.status() + " " + result.getMessages() + result.getVmErr());
    }
    result.grading().gradingResults.values().stream()
        .filter(outcome -> outcome.count > 0)
        .sorted(Comparator.comparingLong(outcome -> -outcome.count))
        .limit(MAX_OUTCOMES)
        .forEach(outcome ->
            CONSOLE.printf("  %10d  %s: %s%n", outcome.count, outcome.expect, outcome.id));
  }
}
