package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A service with GPU metrics in a JVM of its own, as a library that was loaded stays for a JVM's life. It does what it is
 * told, see {@link TestServiceMain}.
 */
final class TestService implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** In place of a line of output when there will be none any more. */
  private static final String ENDED = "\0";

  private final Process process;
  private final Path log;
  private final Writer commands;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

  private TestService(Builder settings) throws IOException {
    log = settings.log;
    process = settings.process.start();
    commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    Thread reader = new Thread(
        () -> {
          lines.lines().forEach(output::add);
          output.add(ENDED);
        },
        "output of the service");
    reader.setDaemon(true);
    reader.start();
  }

  /** A JVM with a library as its driver's. */
  static Builder with(StandIn driver) {
    return new Builder(driver.control().resolveSibling("service.log"))
        .environment("LD_LIBRARY_PATH", driver.folder().toString())
        .environment("NVML_STANDIN_CONTROL", driver.control().toString());
  }

  /** A JVM on a machine without a driver. */
  static Builder withoutDriver(Path work) {
    return new Builder(work.resolve("service.log"));
  }

  /** What the JVM is started with. */
  static final class Builder {

    private final Path log;
    private final List<String> options = new ArrayList<>();
    private final ProcessBuilder process = new ProcessBuilder();
    private List<String> launcher = List.of();

    private Builder(Path log) {
      this.log = log;
      process.environment().remove("LD_LIBRARY_PATH");
      process.redirectError(log.toFile());
      option("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
      cache(System.getProperty("org.bytedeco.javacpp.cachedir", "target/javacpp-cache"));
      // What these JVMs run counts as covered, too.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
          .forEach(this::option);
    }

    Builder environment(String name, String value) {
      process.environment().put(name, value);
      return this;
    }

    Builder option(String... added) {
      options.addAll(Arrays.asList(added));
      return this;
    }

    /** Where native libraries are unpacked to. */
    Builder cache(String folder) {
      return option("-Dorg.bytedeco.javacpp.cachedir=" + folder);
    }

    /** A command that starts the JVM; its command line follows. */
    Builder launcher(String... command) {
      launcher = List.of(command);
      return this;
    }

    TestService launch() {
      List<String> command = new ArrayList<>(launcher);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.add("-cp");
      command.add(classPath());
      command.add(TestServiceMain.class.getName());
      process.command(command);
      try {
        return new TestService(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  /** Gives a command and returns the answer; fails if there is none in time. */
  String ask(String... command) {
    tell(command);
    StringJoiner answer = new StringJoiner("\n");
    for (String line = next(); !line.equals(TestServiceMain.END); line = next()) {
      answer.add(line);
    }
    if (answer.toString().startsWith(TestServiceMain.FAILED)) {
      throw new AssertionError(String.join(" ", command) + ": " + answer);
    }
    return answer.toString();
  }

  private void tell(String... command) {
    try {
      commands.write(String.join(" ", command) + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(log(), e);
    }
  }

  private String next() {
    try {
      String line = output.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null || line.equals(ENDED)) {
        throw new AssertionError("no answer from the service; it is "
            + (line == null ? "alive" : "dead, exit code " + process.waitFor())
            + "\n" + log());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Starts GPU metrics on a new registry. */
  void start(String... settings) {
    List<String> command = new ArrayList<>(List.of("start"));
    command.addAll(Arrays.asList(settings));
    ask(command.toArray(String[]::new));
  }

  /** Starts GPU metrics that poll when they are told to, and once now; without XID events, which are not polled. */
  void startManual(String... settings) {
    List<String> all = new ArrayList<>(List.of("interval=PT1H", "retry=PT1H", "disable=XID"));
    all.addAll(Arrays.asList(settings));
    start(all.toArray(String[]::new));
    await(scrape -> assertThat(scrape.series()).containsKey("llm_gpu_last_poll_timestamp_seconds"));
  }

  void poll() {
    ask("poll");
  }

  /** Polls once with the driver answering by these settings. */
  Exposition poll(StandIn driver, String... settings) {
    driver.says(settings);
    poll();
    return scrape();
  }

  void stop() {
    ask("stop");
  }

  Exposition scrape() {
    return new Exposition(ask("scrape"));
  }

  /** Scrapes until what is scraped is as it should be. */
  Exposition await(Consumer<Exposition> assertion) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Exposition scrape = scrape();
      try {
        assertion.accept(scrape);
        return scrape;
      } catch (AssertionError e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** What was written to the standard error stream so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a last command and returns the exit code, if the JVM ends in time. */
  int leave(String command, Duration limit) throws InterruptedException {
    tell(command);
    assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
        .as("the JVM has ended")
        .isTrue();
    return process.exitValue();
  }

  /** Ends the JVM, which must have gone well, and must have logged no stack trace. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        assertThat(leave("end", LIMIT)).as("exit code").isZero();
      }
      assertThat(process.exitValue()).as("exit code").isZero();
      assertThat(log()).as("no stack trace").doesNotContain("\tat ");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
