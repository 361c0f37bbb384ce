package io.github.llmmetrics.stack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.dashboard.Dashboards;
import io.github.llmmetrics.stack.prometheus.PrometheusServer;
import io.github.llmmetrics.stack.testing.DashboardQueries;
import io.github.llmmetrics.stack.testing.StackQuery;
import io.github.llmmetrics.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards on a vLLM that is scraped directly: a real Prometheus has data for each of their queries, but for those of
 * metrics that vLLM is said not to feed, and for these it has none.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EngineDashboardsTest {

  private static final StackSettings SETTINGS = StackSettings.DEFAULT.withDrill(60);
  private static final Engine VLLM = Engines.byName("vllm").orElseThrow();
  private static final Pattern METRIC = Pattern.compile("\\bllm_[a-z_]+\\b");

  private Expositions expositions;
  private PrometheusServer prometheus;

  @BeforeAll
  void watch(@TempDir Path folder) throws Exception {
    expositions = new Expositions()
        .serving(
            SETTINGS.jobs().get(0), "vllm:8000", new MovingExposition(Expositions.sample("vllm")));
    Map<String, String> files = new HashMap<>(RuleSet.of(SETTINGS).files());
    files.putAll(EngineRules.files(EngineSettings.DEFAULT
        .withEngines(List.of(VLLM.name()))
        .withInterval(Duration.ofSeconds(1))));
    Path rules = Files.createDirectory(folder.resolve("rules"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(rules.resolve(file.getKey()), file.getValue());
    }
    prometheus = PrometheusServer.scraping(folder, expositions.configuration());
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

  @Test
  void queries_ofOperations_haveDataIfVllmFeedsThem() throws Exception {
    assertDataAsTheTableSays("llm-ops.json");
  }

  @Test
  void queries_ofModelPerformance_haveDataIfVllmFeedsThem() throws Exception {
    assertDataAsTheTableSays("llm-model.json");
  }

  private void assertDataAsTheTableSays(String dashboard) throws Exception {
    List<StackQuery> queries = DashboardQueries.of(
        dashboard, Objects.requireNonNull(Dashboards.files(SETTINGS).get(dashboard)));
    List<String> unfed = queries.stream()
        .filter(query -> !VLLM.feeds().containsAll(metrics(query)))
        .map(StackQuery::place)
        .toList();

    Eventually.passes(() -> {
      List<String> empty = new ArrayList<>();
      for (StackQuery query : queries) {
        JsonNode answer = prometheus.query(query.expression());
        if (!query.complaints(answer).isEmpty()) {
          empty.add(query.place());
        }
      }
      assertThat(empty).isEqualTo(unfed);
    });
    assertThat(unfed).isNotEmpty().hasSizeLessThan(queries.size() - 10);
  }

  /** The metrics of the catalogue that a query names; none for one of alerts. */
  private static List<MetricDefinition> metrics(StackQuery query) {
    return METRIC
        .matcher(query.expression())
        .results()
        .map(found -> found.group())
        .map(name -> MetricCatalogue.byName(name)
            .or(() -> MetricCatalogue.byName(name.replaceFirst("_(bucket|sum|count)$", "")))
            .orElseThrow())
        .toList();
  }
}
