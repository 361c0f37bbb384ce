package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnginesTest {

  /** Not in the table of engines: node_exporter's own, and two fields of dcgm-exporter's default configuration. */
  private static final Map<String, String> FURTHER_NAMES = Map.of(
      "DCGM_FI_DEV_MEM_CLOCK", "gauge",
      "DCGM_FI_DEV_ROW_REMAP_FAILURE", "gauge",
      "node_cpu_seconds_total", "counter",
      "node_memory_MemTotal_bytes", "gauge",
      "node_memory_MemAvailable_bytes", "gauge",
      "node_network_receive_bytes_total", "counter",
      "node_network_transmit_bytes_total", "counter");

  /** Gauges of which a metric of another type is made: a constant factor, and a 1 with labels. */
  private static final List<String> FACTORS =
      List.of("trtllm_kv_cache_tokens_per_block", "DCGM_FI_DEV_GPU_TEMP");

  static List<Engine> engines() {
    return Engines.all();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void engine_feedsOrLacksEachMetric_onceAndNotBoth(Engine engine) {
    assertThat(Stream.concat(engine.feeds().stream(), engine.lacks().stream()))
        .containsExactlyInAnyOrderElementsOf(MetricCatalogue.all());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void engine_everySeries_isKnownAndOfTheMetricsType(Engine engine) throws IOException {
    Map<String, String> types = types();
    for (Mapping mapping : engine.mappings()) {
      for (Source source : mapping.sources()) {
        for (ForeignSeries series : source.series()) {
          String name = present(series.name());
          assertThat(types).as("series of %s", engine).containsKey(family(name, types));
          if (!FACTORS.contains(name) && mapping.metric().type() != MetricType.INFO) {
            assertThat(family(name, types).equals(name) ? types.get(name) : "counter")
                .as("type of %s for %s", name, mapping.metric().name())
                .isEqualTo(
                    source instanceof BusyShare
                        ? "counter"
                        : mapping.metric().type().label());
          }
        }
      }
    }
  }

  /** The spelling that the table has. */
  private static String present(String name) {
    return name.replaceFirst("^sglang_", "sglang:").replaceFirst("^trtllm:", "trtllm_");
  }

  /** A histogram, where the name is that of one of its parts. */
  private static String family(String name, Map<String, String> types) {
    return types.containsKey(name) ? name : name.replaceFirst("_sum$", "");
  }

  private static Map<String, String> types() throws IOException {
    Map<String, String> types = new HashMap<>(FURTHER_NAMES);
    try (InputStream in = EnginesTest.class.getResourceAsStream("/engines/names.tsv")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(cells -> types.put(cells[1], cells[2]));
    }
    return types;
  }

  @Test
  void rules_ofAllEngines_haveNoTwoOfTheSameNameAndLabels() {
    EngineSettings all = EngineSettings.DEFAULT.withEngines(Engines.names());

    assertThat(EngineRules.groups(all).stream()
            .flatMap(group -> group.rules().stream())
            .map(MappingRule.class::cast)
            .map(rule -> rule.series() + rule.fixedLabels()))
        .doesNotHaveDuplicates();
  }

  @Test
  void byName_unknown_isEmpty() {
    assertThat(Engines.byName("vllm"))
        .hasValueSatisfying(engine -> assertThat(engine.title()).isEqualTo("vLLM"));
    assertThat(Engines.byName("vLLM")).isEmpty();
  }

  @Test
  void mapping_thatMakesNoSense_isRefused() {
    MetricDefinition ttft = ApplicationMetrics.TTFT;
    ForeignSeries series = ForeignSeries.named("x");

    assertThatThrownBy(() -> Mapping.feeds(ttft)).hasMessageContaining("no source");
    assertThatThrownBy(() -> Mapping.feeds(ttft, series).converted(Conversion.RATIO))
        .hasMessage(ttft.name() + ": RATIO does not convert the bounds of a histogram");
    assertThatThrownBy(() -> Mapping.feeds(ttft, series).with(LabelDefinitions.STATUS, "success"))
        .hasMessage(ttft.name() + ": no label status with the value success");
    assertThatThrownBy(() -> Mapping.feeds(ApplicationMetrics.REQUESTS, series)
            .with(LabelDefinitions.STATUS, "failed"))
        .hasMessageContaining("no label status with the value failed");
  }
}
