package io.github.llmmetrics.examples.chat.load;

import io.github.llmmetrics.Status;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The report's line about one window, under its header.
 *
 * <pre>{@code
 * time     req/s success rejected timeout cancelled failed tokens/s active queued  TTFT p50     p99 TPOT p50     p99
 * 12:00:05   3.6      15        2       0         1      0      812      6      2     41 ms  420 ms   2.1 ms  9.8 ms
 * }</pre>
 *
 * <p>Requests are those that ended in the window; failed are those with status {@code error} or {@code abandoned}. Tokens
 * are completion tokens.
 */
final class ReportLine {

  private static final String COLUMNS = "%-8s %5s %7s %8s %7s %9s %6s %8s %6s %6s  %8s %7s %8s %7s";
  private static final String TTFT = ApplicationMetrics.TTFT.name();
  private static final String TPOT = ApplicationMetrics.TPOT.name();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private ReportLine() {}

  static String header() {
    return COLUMNS.formatted(
        "time",
        "req/s",
        "success",
        "rejected",
        "timeout",
        "cancelled",
        "failed",
        "tokens/s",
        "active",
        "queued",
        "TTFT p50",
        "p99",
        "TPOT p50",
        "p99");
  }

  static String of(Window window, LocalTime time) {
    Map<String, Double> ended =
        window.increases(ApplicationMetrics.REQUESTS.name(), LabelDefinitions.STATUS.name());
    Map<String, Double> tokens =
        window.increases(ApplicationMetrics.TOKENS.name(), LabelDefinitions.TOKEN_TYPE.name());
    return COLUMNS.formatted(
        TIME.format(time),
        Amount.rate(total(ended), window.seconds(), 1),
        count(ended, Status.SUCCESS),
        count(ended, Status.REJECTED),
        count(ended, Status.TIMEOUT),
        count(ended, Status.CANCELLED),
        count(ended, Status.ERROR, Status.ABANDONED),
        Amount.rate(tokens.getOrDefault("completion", 0.0), window.seconds(), 0),
        Amount.count(window.now(ApplicationMetrics.ACTIVE_REQUESTS.name())),
        Amount.count(window.now(ApplicationMetrics.QUEUE_DEPTH.name())),
        Amount.duration(window.quantile(0.5, TTFT)),
        Amount.duration(window.quantile(0.99, TTFT)),
        Amount.duration(window.quantile(0.5, TPOT)),
        Amount.duration(window.quantile(0.99, TPOT)));
  }

  private static double total(Map<String, Double> byStatus) {
    return byStatus.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static String count(Map<String, Double> byStatus, Status... statuses) {
    return Amount.count(Arrays.stream(statuses)
        .mapToDouble(status -> byStatus.getOrDefault(status.label(), 0.0))
        .sum());
  }
}
