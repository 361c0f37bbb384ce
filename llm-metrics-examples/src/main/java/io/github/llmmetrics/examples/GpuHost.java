package io.github.llmmetrics.examples;

import io.github.llmmetrics.exporter.MetricsServer;
import io.github.llmmetrics.gpu.GpuMetrics;
import io.github.llmmetrics.host.HostMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The GPUs and the host of a machine, and nothing else: to see what a box tells, in one command.
 *
 * <pre>{@code
 * java -cp llm-metrics-chat.jar io.github.llmmetrics.examples.GpuHost --port 9465
 * }</pre>
 */
public final class GpuHost implements AutoCloseable {

  static final String USAGE = """
      GPU and host metrics of this machine, for Prometheus to scrape.

        --port N      port of the metrics (9465); 0 takes a free one
        --host NAME   address to bind (localhost); another needs one of the next two
        --token-file FILE
                      a scrape must send the token in this file
        --without-authentication
                      anybody who can reach the host may scrape
        --help        show this
      """;

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final MetricsServer server;
  private final List<Runnable> closings = new ArrayList<>();

  private GpuHost(MetricsServer.Builder settings, PrometheusRegistry registry) {
    // First the port, as it can be taken: then nothing else was started.
    server = settings.registry(registry).start();
    closings.add(server::close);
    try {
      closings.add(HostMetrics.builder(registry).start()::close);
      closings.add(GpuMetrics.builder(registry).start()::close);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Serves the metrics until it is interrupted.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    int exitCode = run(System.out, System.err, args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Leaves the server running, with 0; or says what is wrong, with another exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    try {
      if (List.of(args).contains("--help")) {
        out.print(USAGE);
      } else {
        GpuHost running = new GpuHost(parse(args), new PrometheusRegistry());
        out.println("Metrics  " + running.url());
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + System.lineSeparator() + USAGE);
      return WRONG_USAGE;
    } catch (RuntimeException e) {
      err.println("cannot start: " + e.getMessage());
      return FAILED;
    }
  }

  /** Starts it on localhost. */
  static GpuHost start(int port, PrometheusRegistry registry) {
    return new GpuHost(MetricsServer.builder().port(port), registry);
  }

  private static MetricsServer.Builder parse(String... args) {
    MetricsServer.Builder settings = MetricsServer.builder().port(9465);
    for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--port" -> settings.port(number(option, value(option, rest)));
        case "--host" -> settings.host(value(option, rest));
        case "--token-file" -> settings.tokenFile(Path.of(value(option, rest)));
        case "--without-authentication" -> settings.withoutAuthentication();
        default -> throw new IllegalArgumentException("unknown option: " + option);
      }
    }
    return settings;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ": '" + value + "' is not a number", e);
    }
  }

  String url() {
    return server.url();
  }

  /** Stops serving and polling. */
  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
