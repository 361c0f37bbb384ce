package io.github.llmmetrics.examples.chat;

import java.util.Iterator;
import java.util.List;

/**
 * What the command line says.
 *
 * @param host the address to bind, for the service and its metrics
 * @param port of the service; 0 takes a free one
 * @param metricsPort of the metrics; 0 takes a free one
 * @param timeoutSeconds the deadline of a request that names none
 * @param load whether the service sends requests to itself
 * @param help whether only the usage is wanted
 */
record Options(
    String host, int port, int metricsPort, double timeoutSeconds, boolean load, boolean help) {

  static final String USAGE = """
      A chat service that is watched by llm-metrics.

        --port N          port of the service (8080)
        --metrics-port N  port of the metrics (9464)
        --host NAME       address to bind for both (localhost; another needs --no-load)
        --timeout S       seconds that an answer may take (60)
        --no-load         send no requests to itself
        --help            show this
      """;

  static Options defaults() {
    return new Options("localhost", 8080, 9464, 60, true, false);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when an option is unknown, or its value is missing or wrong
   */
  static Options parse(String... args) {
    Options options = defaults();
    for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private Options with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--host" ->
        new Options(value(option, rest), port, metricsPort, timeoutSeconds, load, help);
      case "--port" -> withPort(portNumber(option, rest));
      case "--metrics-port" -> withMetricsPort(portNumber(option, rest));
      case "--timeout" -> new Options(host, port, metricsPort, seconds(option, rest), load, help);
      case "--no-load" -> new Options(host, port, metricsPort, timeoutSeconds, false, help);
      case "--help" -> new Options(host, port, metricsPort, timeoutSeconds, load, true);
      default -> throw new IllegalArgumentException("unknown option: " + option);
    };
  }

  private Options withPort(int number) {
    return new Options(host, number, metricsPort, timeoutSeconds, load, help);
  }

  private Options withMetricsPort(int number) {
    return new Options(host, port, number, timeoutSeconds, load, help);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int portNumber(String option, Iterator<String> rest) {
    return (int) number(option, value(option, rest), 0, 65_535, "[0-9]{1,5}");
  }

  private static double seconds(String option, Iterator<String> rest) {
    return number(option, value(option, rest), 0.001, 600, "[0-9]{1,3}(\\.[0-9]{1,6})?");
  }

  private static double number(String option, String value, double min, double max, String form) {
    double number = value.matches(form) ? Double.parseDouble(value) : Double.NaN;
    if (!(number >= min && number <= max)) {
      throw new IllegalArgumentException(
          option + ": '" + value + "' is not a number from " + min + " to " + max);
    }
    return number;
  }
}
