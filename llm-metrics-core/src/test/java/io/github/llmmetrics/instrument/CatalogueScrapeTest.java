package io.github.llmmetrics.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric of the catalogue, as it comes out of a scrape. */
class CatalogueScrapeTest {

  /** The units that OpenMetrics knows as base units and that a name ends in. */
  private static final Map<MetricUnit, String> BASE_UNITS = Map.of(
      MetricUnit.SECONDS, "seconds",
      MetricUnit.UNIX_SECONDS, "seconds",
      MetricUnit.BYTES, "bytes",
      MetricUnit.CELSIUS, "celsius",
      MetricUnit.WATTS, "watts",
      MetricUnit.JOULES, "joules",
      MetricUnit.HERTZ, "hertz",
      MetricUnit.DOLLARS, "dollars");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final InstrumentSet set = InstrumentSet.builder().registry(registry).build();

  static List<MetricDefinition> metrics() {
    return MetricCatalogue.all();
  }

  private void record(MetricDefinition metric) {
    String[] labels =
        metric.labels().stream().map(CatalogueScrapeTest::value).toArray(String[]::new);
    switch (metric.type()) {
      case COUNTER -> set.counter(metric).cell(labels).increment();
      case GAUGE -> set.gauge(metric).cell(labels).set(1);
      case HISTOGRAM -> set.histogram(metric).cell(labels).observe(1);
      case INFO -> set.info(metric).add(labels);
    }
  }

  private static String value(LabelDefinition label) {
    return label.values().isEmpty() ? "x" : label.values().get(0);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void metric_hasItsNameTypeHelpLabelsAndUnit(MetricDefinition metric) {
    record(metric);
    set.register();

    String type = metric.type() == MetricType.INFO ? "gauge" : metric.type().label();
    String name = metric.name();
    String suffix = metric.type() == MetricType.HISTOGRAM ? "_count" : "";
    assertThat(Scrapes.text(registry))
        .startsWith(
            "# HELP " + name + " " + metric.description() + "\n# TYPE " + name + " " + type + "\n");
    assertThat(Scrapes.series(registry).keySet())
        .filteredOn(series -> series.matches(name + suffix + "(\\{.*)?"))
        .singleElement()
        .satisfies(series -> metric
            .labels()
            .forEach(
                label -> assertThat(series).contains(label.name() + "=\"" + value(label) + "\"")));
    String base = name.replaceFirst("_(total|info)$", "");
    String unit = BASE_UNITS.get(metric.unit());
    assertThat(Scrapes.openMetrics(registry)
            .lines()
            .filter(line -> line.startsWith("# UNIT"))
            .toList())
        .isEqualTo(unit == null ? List.of() : List.of("# UNIT " + base + " " + unit));
  }

  @Test
  void allMetrics_fitIntoOneRegistry() {
    MetricCatalogue.all().forEach(this::record);
    set.register();

    assertThat(Scrapes.text(registry).lines().filter(line -> line.startsWith("# TYPE ")))
        .hasSize(MetricCatalogue.all().size());
  }
}
