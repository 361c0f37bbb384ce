package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.examples.system.ChatOnGpus;
import io.github.llmmetrics.examples.system.PrometheusServer;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.testing.StackQueries;
import io.github.llmmetrics.stack.testing.StackQuery;
import io.github.llmmetrics.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * No panel, variable, rule or playbook is dead: a real Prometheus that scrapes the real service, with every kind of failure in
 * it, has data for each of their queries, with the labels that legends and texts name.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DeadPanelTest {

  private static final StackSettings SETTINGS = StackSettings.DEFAULT.withDrill(60);

  private ChatOnGpus chat;
  private PrometheusServer prometheus;
  private PrometheusServer renamed;

  @BeforeAll
  void watch(@TempDir Path folder) throws Exception {
    chat = ChatOnGpus.start(folder, Gpus.mixed(), "--faults");
    for (String fault : List.of(
        "error-storm?strength=0.2",
        "timeout-storm?strength=0.2",
        "rejection-storm?strength=0.2",
        "abandoned?strength=0.2",
        "safety-storm?strength=0.2",
        "callback-failure?strength=0.2")) {
      chat.fault(fault);
    }
    prometheus = start(Files.createDirectory(folder.resolve("prometheus")));
    renamed = start(Files.createDirectory(folder.resolve("renamed")), """
                metric_relabel_configs:
                  - source_labels: [__name__]
                    regex: %s
                    target_label: __name__
                    replacement: llm_queue_length
            """.formatted(
            ApplicationMetrics.QUEUE_DEPTH.name()));
  }

  private PrometheusServer start(Path folder, String... further) throws Exception {
    return PrometheusServer.start(
        folder, MonitoringFiles.write(folder, SETTINGS, chat.metricsUri(), further));
  }

  @AfterAll
  void stop() {
    if (renamed != null) {
      renamed.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
    if (chat != null) {
      chat.close();
    }
  }

  @Test
  void queries_ofEverythingThatIsGenerated_haveData() throws Exception {
    List<StackQuery> dead = new ArrayList<>(StackQueries.all(SETTINGS));

    Eventually.passes(() -> assertThat(complaints(prometheus, dead)).allMatch(WithoutData::isIn));

    assertThat(dead).as("queries without data").isNotEmpty();
  }

  @Test
  void queries_ofAMetricThatWasRenamed_areFound() throws Exception {
    List<StackQuery> all = StackQueries.all(SETTINGS);
    List<StackQuery> dead = new ArrayList<>(all);
    List<String> ofTheMetric = all.stream()
        .filter(query -> query.expression().contains(ApplicationMetrics.QUEUE_DEPTH.name()))
        .map(StackQuery::place)
        .toList();

    Eventually.passes(() -> {
      complaints(renamed, dead);
      assertThat(dead)
          .filteredOn(query -> !WithoutData.isIn(query.expression()))
          .extracting(StackQuery::place)
          .isEqualTo(ofTheMetric);
    });
    assertThat(ofTheMetric).hasSizeGreaterThan(2);
  }

  /** Forgets the queries that have data now, as some have it only while something happens; what is said of the others. */
  private static List<String> complaints(PrometheusServer prometheus, List<StackQuery> queries)
      throws Exception {
    List<String> complaints = new ArrayList<>();
    for (StackQuery query : List.copyOf(queries)) {
      List<String> found = query.complaints(prometheus.query(query.expression()));
      if (found.isEmpty()) {
        queries.remove(query);
      }
      complaints.addAll(found);
    }
    return complaints;
  }
}
