package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.stack.prometheus.PrometheusServer;
import io.github.llmmetrics.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus scrapes the expositions of all engines and records from them what the mappings say, and no more. */
@TestInstance(Lifecycle.PER_CLASS)
class EngineScrapeTest {

  private static final Path EXPECTED = Path.of("src", "test", "resources", "engines", "expected");
  private static final String INSTANCE = "engine:8000";

  /** Under its earlier names an engine does not have these at all. */
  private static final String SINCE_RENAMED =
      "llm_(cached_prompt_tokens_total|time_per_output_token_seconds.*)";

  private Expositions expositions;
  private PrometheusServer prometheus;

  @BeforeAll
  void scrape(@TempDir Path folder) throws Exception {
    expositions = new Expositions();
    String vllm = Expositions.sample("vllm");
    String unchanged = Expositions.sample("vllm-unrenamed");
    String old = Expositions.sample("vllm-old-names");
    for (String job : List.of(
        "sglang",
        "sglang-underscore",
        "tensorrt-llm",
        "tensorrt-llm-colon",
        "tgi",
        "triton",
        "llama-cpp",
        "dcgm",
        "node")) {
      expositions.serving(job, INSTANCE, () -> Expositions.sample(job));
    }
    expositions
        .serving(
            "named",
            Map.of("instance", INSTANCE, "model", "llama-3-8b"),
            () -> Expositions.sample("tgi"))
        .serving("vllm", INSTANCE, () -> vllm)
        .serving("vllm-old", INSTANCE, () -> old + unchanged)
        .serving("vllm-both", INSTANCE, () -> vllm + old)
        .serving("ours", INSTANCE, () -> vllm + ours());
    Path rules = Files.createDirectory(folder.resolve("rules"));
    EngineSettings settings =
        EngineSettings.DEFAULT.withEngines(Engines.names()).withInterval(Duration.ofSeconds(1));
    for (Map.Entry<String, String> file : EngineRules.files(settings).entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    prometheus = PrometheusServer.scraping(folder, expositions.configuration());
  }

  /** What a service of ours exposes beside vLLM's names. */
  private static String ours() {
    return """
        # TYPE %s gauge
        %s{version="1"} 1
        # TYPE %s gauge
        %s{model="llama-3-8b"} 3
        """.formatted(
            SelfMetrics.BUILD_INFO.name(),
            SelfMetrics.BUILD_INFO.name(),
            ApplicationMetrics.QUEUE_DEPTH.name(),
            ApplicationMetrics.QUEUE_DEPTH.name());
  }

  @AfterAll
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (expositions != null) {
      expositions.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vllm", "sglang", "tensorrt-llm", "tgi", "triton", "llama-cpp", "dcgm", "node"})
  void recorded_ofAnEngine_areTheExpectedSeriesAndValues(String engine) throws Exception {
    Path expected = EXPECTED.resolve(engine + ".txt");

    Eventually.passes(
        () -> assertThat(text(recorded(engine))).isEqualTo(Files.readString(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vllm", "sglang", "tensorrt-llm", "tgi", "triton", "llama-cpp", "dcgm", "node"})
  void recorded_ofAnEngine_haveAllLabelsOfTheCatalogue(String engine) throws Exception {
    Engine mapped = Engines.byName(engine).orElseThrow();
    for (Mapping mapping : mapped.mappings()) {
      List<String> labels = mapping.metric().labelNames();
      String suffix = mapping.suffixes().get(mapping.suffixes().size() - 1);
      Eventually.passes(() -> assertThat(
              prometheus.query(mapping.metric().name() + suffix + "{job=\"" + engine + "\"}"))
          .isNotEmpty()
          .allSatisfy(series -> assertThat(names(series.path("metric")))
              .containsAll(labels)
              .contains("job", "instance", Engines.LABEL)));
    }
  }

  private static List<String> names(JsonNode metric) {
    return metric.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void recorded_underOldNames_areTheSame() throws Exception {
    Eventually.passes(() -> {
      Map<String, String> now = recorded("vllm");
      assertThat(recorded("vllm-old"))
          .hasSizeGreaterThan(100)
          .isEqualTo(without(SINCE_RENAMED, now));
      assertThat(recorded("vllm-both")).isEqualTo(now);
    });
  }

  @Test
  void recorded_underAnotherSpelling_areTheSame() throws Exception {
    Eventually.passes(() -> {
      assertThat(recorded("sglang-underscore"))
          .hasSizeGreaterThan(50)
          .isEqualTo(recorded("sglang"));
      assertThat(recorded("tensorrt-llm-colon"))
          .hasSizeGreaterThan(50)
          .isEqualTo(recorded("tensorrt-llm"));
    });
  }

  @Test
  void recorded_ofAnEngineThatNamesNoModel_haveTheModelOfTheTarget() throws Exception {
    Eventually.passes(() -> assertThat(recorded("named").keySet())
        .hasSizeGreaterThan(100)
        .allSatisfy(series -> assertThat(series).contains("model=\"llama-3-8b\"")));
  }

  @Test
  void recorded_ofATargetOfOurs_areNone() throws Exception {
    Eventually.passes(() -> assertThat(recorded("vllm")).hasSizeGreaterThan(100));

    assertThat(recorded("ours")).isEmpty();
    assertThat(prometheus.query(ApplicationMetrics.QUEUE_DEPTH.name() + "{job=\"ours\"}"))
        .hasSize(1);
  }

  @Test
  void rules_ofAllEngines_areEvaluatedWithoutErrors() throws Exception {
    Eventually.passes(() -> assertThat(prometheus.rules())
        .hasSizeGreaterThan(100)
        .allSatisfy(rule -> assertThat(rule.path("health").asText())
            .as("%s: %s", rule.path("name"), rule.path("lastError"))
            .isEqualTo("ok")));
  }

  /** What was recorded of a job: values by series, without job and instance. */
  private Map<String, String> recorded(String job) throws IOException {
    JsonNode answer =
        prometheus.query("{__name__=~\"llm_.+\",job=\"" + job + "\"," + Engines.LABEL + "!=\"\"}");
    return StreamSupport.stream(answer.spliterator(), false)
        .collect(Collectors.toMap(
            series -> text(series.path("metric")),
            series -> series.path("value").get(1).asText(),
            (one, other) -> one + " and " + other,
            TreeMap::new));
  }

  private static Map<String, String> without(String name, Map<String, String> series) {
    Map<String, String> rest = new TreeMap<>(series);
    rest.keySet().removeIf(key -> key.matches(name + "\\{.*"));
    return rest;
  }

  private static String text(JsonNode metric) {
    assertThat(metric.path("instance").asText()).isEqualTo(INSTANCE);
    return metric.path("__name__").asText()
        + metric.properties().stream()
            .filter(label -> !List.of("__name__", "job", "instance").contains(label.getKey()))
            .map(label -> label.getKey() + "=\"" + label.getValue().asText() + "\"")
            .sorted()
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(Map<String, String> series) {
    return series.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
