package io.github.llmmetrics.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the JMH benchmarks of this module: all, or those that JMH's own arguments select, with garbage always measured.
 * Those of GPUs need the stand-in for NVML, in the folder that the system property {@code nvml.standin} names.
 *
 * <p>It starts JMH in a JVM of its own, as the stand-in takes from the environment that its control file is to be read
 * once only: looking after the file would cost more than all that is measured.
 */
public final class BenchmarkRun {

  private static final String READ_CONTROL_ONCE = "NVML_STANDIN_STATIC";
  private static final String CONTROL_FILE = "NVML_STANDIN_CONTROL";

  private BenchmarkRun() {}

  /**
   * Runs them, and ends as JMH does.
   *
   * @param args of JMH; blanks in them separate further ones
   * @throws Exception if JMH cannot be started
   */
  public static void main(String[] args) throws Exception {
    ProcessBuilder jmh = new ProcessBuilder(command(String.join(" ", args))).inheritIO();
    jmh.environment().put(READ_CONTROL_ONCE, "1");
    jmh.environment().remove(CONTROL_FILE);
    System.exit(jmh.start().waitFor());
  }

  private static List<String> command(String args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    String standIn = System.getProperty(NvmlStandIn.FOLDER);
    if (standIn != null) {
      // The JVMs that JMH forks take over the properties of this one.
      command.add("-D" + NvmlStandIn.FOLDER + "=" + new File(standIn).getAbsolutePath());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.openjdk.jmh.Main", "-foe", "true", "-prof", "gc"));
    if (!args.isBlank()) {
      command.addAll(List.of(args.strip().split("\\s+", -1)));
    }
    return command;
  }

  /**
   * Loads the stand-in for a benchmark.
   *
   * @param lines its control file
   * @throws IOException if it cannot be copied
   * @throws IllegalStateException if it was not built, or the environment would have it measured with the benchmark
   */
  public static void loadStandIn(List<String> lines) throws IOException {
    if (System.getenv(READ_CONTROL_ONCE) == null) {
      throw new IllegalStateException(
          READ_CONTROL_ONCE + "=1 is not in the environment, so that each call would look after the"
              + " control file; start the benchmarks by " + BenchmarkRun.class.getName());
    }
    NvmlStandIn.load(lines);
  }
}
