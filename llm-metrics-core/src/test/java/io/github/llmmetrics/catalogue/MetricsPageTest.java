package io.github.llmmetrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void page_isWhatTheCatalogueSays() throws IOException {
    GeneratedFile.assertCurrent(PAGE, MetricsPage.write(), MetricsPageTest.class);
  }

  @Test
  void page_namesEveryMetricBucketAndAlias() {
    String page = MetricsPage.write();

    for (MetricDefinition metric : MetricCatalogue.all()) {
      assertThat(page).contains("| `" + metric.name() + "` | " + metric.type().label() + " |");
      metric.alsoKnownAs().forEach(alias -> assertThat(page).contains(alias));
    }
    assertThat(page)
        .contains("| `llm_request_latency_seconds` | 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10,");
  }
}
