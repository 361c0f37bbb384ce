package io.github.llmmetrics.examples.chat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param host the address to bind, for the service and its metrics
 * @param port of the service; 0 takes a free one
 * @param metricsPort of the metrics; 0 takes a free one
 * @param metricsTokenFile the token that a scrape must send; empty for none
 * @param isMetricsOpen whether anybody who can reach the host may scrape
 * @param timeoutSeconds the deadline of a request that names none
 * @param load whether the service sends requests to itself
 * @param loadRate how many of them in a second, steadily; 0 for the usual show
 * @param faults whether faults can be switched on
 * @param help whether only the usage is wanted
 */
record Options(
    String host,
    int port,
    int metricsPort,
    Optional<Path> metricsTokenFile,
    boolean isMetricsOpen,
    double timeoutSeconds,
    boolean load,
    int loadRate,
    boolean faults,
    boolean help) {

  static final String USAGE = """
      A chat service that is watched by llm-metrics.

        --port N          port of the service (8080)
        --metrics-port N  port of the metrics (9464)
        --host NAME       address to bind for both (localhost); another needs --no-load and one of the next two
        --metrics-token-file FILE
                          a scrape must send the token in this file; needs --no-load
        --metrics-without-authentication
                          anybody who can reach the host may scrape
        --timeout S       seconds that an answer may take (60)
        --no-load         send no requests to itself
        --load-rate N     send one request of each kind, then N questions a second that end well
        --faults          for fire drills: serve two healthy models that /faults can spoil
        --help            show this
      """;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when an option is unknown, or its value is missing or wrong
   */
  static Options parse(String... args) {
    return new Parser(List.of(args).iterator()).parse();
  }

  /** The options while they are read. */
  private static final class Parser {

    private final Iterator<String> rest;
    private String host = "localhost";
    private int port = 8080;
    private int metricsPort = 9464;
    private Optional<Path> metricsTokenFile = Optional.empty();
    private boolean isMetricsOpen;
    private double timeoutSeconds = 60;
    private boolean load = true;
    private int loadRate;
    private boolean faults;
    private boolean help;

    Parser(Iterator<String> args) {
      rest = args;
    }

    Options parse() {
      while (rest.hasNext()) {
        read(rest.next());
      }
      if (faults && !LOOPBACK.contains(host)) {
        throw new IllegalArgumentException("--faults: needs a --host of " + LOOPBACK);
      }
      if (load && metricsTokenFile.isPresent()) {
        throw new IllegalArgumentException(
            "--metrics-token-file: needs --no-load, as the load's report reads the metrics, too");
      }
      return new Options(
          host,
          port,
          metricsPort,
          metricsTokenFile,
          isMetricsOpen,
          timeoutSeconds,
          load,
          loadRate,
          faults,
          help);
    }

    private void read(String option) {
      switch (option) {
        case "--host" -> host = value(option);
        case "--port" -> port = port(option);
        case "--metrics-port" -> metricsPort = port(option);
        case "--metrics-token-file" -> metricsTokenFile = Optional.of(Path.of(value(option)));
        case "--metrics-without-authentication" -> isMetricsOpen = true;
        case "--timeout" ->
          timeoutSeconds = number(option, 0.001, 600, "[0-9]{1,3}(\\.[0-9]{1,6})?");
        case "--no-load" -> load = false;
        case "--load-rate" -> loadRate = (int) number(option, 1, 50, "[0-9]{1,2}");
        case "--faults" -> faults = true;
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown option: " + option);
      }
    }

    private int port(String option) {
      return (int) number(option, 0, 65_535, "[0-9]{1,5}");
    }

    private double number(String option, double min, double max, String form) {
      String value = value(option);
      double number = value.matches(form) ? Double.parseDouble(value) : Double.NaN;
      if (!(number >= min && number <= max)) {
        throw new IllegalArgumentException(
            option + ": '" + value + "' is not a number from " + min + " to " + max);
      }
      return number;
    }

    private String value(String option) {
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return rest.next();
    }
  }
}
