package io.github.llmmetrics.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.testing.Eventually;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimate of a fleet's series against a real Prometheus that watches a simulated one. */
class FleetTest {

  private static final int INSTANCES = 5;

  @TempDir
  private Path folder;

  private SimulatedFleet fleet;
  private PrometheusServer prometheus;

  @BeforeEach
  void watch() throws Exception {
    fleet = new SimulatedFleet(INSTANCES);
    prometheus = PrometheusServer.start(folder, fleet.prometheusConfiguration(1));
  }

  @AfterEach
  void end() {
    prometheus.close();
    fleet.close();
  }

  @Test
  void series_ofEachMetric_areAsManyAsEstimated() throws Exception {
    Eventually.passes(() -> assertThat(prometheus.number("count(up == 1)")).isEqualTo(INSTANCES));
    Map<String, Double> estimated = new LinkedHashMap<>();
    SimulatedFleet.ESTIMATED
        .series()
        .forEach((metric, series) -> estimated.put(metric.name(), (double) series * INSTANCES));

    Eventually.passes(() -> {
      Map<String, Double> counted = new LinkedHashMap<>();
      for (MetricDefinition metric : SimulatedFleet.ESTIMATED.series().keySet()) {
        counted.put(metric.name(), prometheus.number(counting(metric)));
      }
      assertThat(counted).isEqualTo(estimated);
    });
    assertThat(prometheus.number("sum(scrape_samples_scraped)"))
        .isEqualTo((double) SimulatedFleet.ESTIMATED.total() * INSTANCES);
  }

  private static String counting(MetricDefinition metric) {
    String names = metric.type() == MetricType.HISTOGRAM
        ? metric.name() + "_(bucket|sum|count)"
        : metric.name();
    return "count({__name__=~\"" + names + "\"})";
  }
}
