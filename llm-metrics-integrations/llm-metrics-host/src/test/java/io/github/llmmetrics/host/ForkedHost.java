package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Eventually;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import oshi.SystemInfo;

/** A service in a JVM of its own: prints what a scrape says, then that it goes on. */
final class ForkedHost {

  static final String UNHARMED = "unharmed";

  private ForkedHost() {}

  /** Takes how it is to be run: {@code start}, {@code poll}, or {@code native}, which polls through JNA. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    HostMetrics.Builder settings = HostMetrics.builder(registry).interval(Duration.ofMillis(100));
    switch (args[0]) {
      case "start" -> printOnceCpuIsThere(settings.start(), registry);
      case "native" ->
        printAfterTwoPolls(settings.reader(() -> Native.reader()).register(), registry);
      default -> printAfterTwoPolls(settings.register(), registry);
    }
    System.out.println(UNHARMED);
  }

  @SuppressWarnings("SystemOut")
  private static void printOnceCpuIsThere(HostMetrics metrics, PrometheusRegistry registry)
      throws Exception {
    try (metrics) {
      Eventually.passes(() -> assertThat(Scrapes.text(registry)).contains("cpu=\"0\""));
      System.out.print(Scrapes.text(registry));
    }
  }

  @SuppressWarnings("SystemOut")
  private static void printAfterTwoPolls(HostMetrics metrics, PrometheusRegistry registry) {
    try (metrics) {
      metrics.poll();
      metrics.poll();
      System.out.print(Scrapes.text(registry));
    }
  }

  /** Apart, as a JVM without OSHI cannot verify a class that makes such a reader. */
  private static final class Native {

    static HostReader reader() {
      return new OshiHostReader(new SystemInfo());
    }
  }
}
