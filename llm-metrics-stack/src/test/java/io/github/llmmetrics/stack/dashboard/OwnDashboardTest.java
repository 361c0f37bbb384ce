package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.stack.grafana.Dashboard;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.Stat;
import io.github.llmmetrics.stack.grafana.ThresholdSteps;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.grafana.Variable;
import io.github.llmmetrics.stack.lint.LintOptions;
import io.github.llmmetrics.stack.lint.Linter;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of docs/dashboards.md, made. */
class OwnDashboardTest {

  @Test
  void example_ofTheDocs_isADashboardThatTheLinterLikes(@TempDir Path folder) throws Exception {
    // tag::own
    Variable model =
        new Variable("Model", LabelDefinitions.MODEL, ApplicationMetrics.REQUESTS, Scope.ALL);
    Scope chosen = new Scope(List.of(model.matcher()));

    Vector bad = chosen
        .counter(ApplicationMetrics.REQUESTS)
        .where(LabelDefinitions.STATUS, LabelDefinitions.BAD_STATUSES)
        .rate(Window.RATE_INTERVAL)
        .sumBy();
    Vector valid = chosen
        .counter(ApplicationMetrics.REQUESTS)
        .where(LabelDefinitions.STATUS, LabelDefinitions.VALID_STATUSES)
        .rate(Window.RATE_INTERVAL)
        .sumBy();
    Vector ttft = chosen
        .histogram(ApplicationMetrics.TTFT)
        .quantile(0.99, Window.RATE_INTERVAL, LabelDefinitions.MODEL);

    Dashboard dashboard = Dashboard.named("team-chat", "Chat, as our team looks at it")
        .describedAs("For the team of the chat: is it fast, and does it answer?")
        .tags("chat")
        .variables(List.of(model))
        .row(Row.of(
            "Now",
            Panel.of(
                    Stat.SPARKLINE,
                    "Error rate",
                    Unit.SHARE,
                    "Above a percent: look at errors by type.")
                .query(Vector.ratio(bad, valid), "Errors"),
            Panel.of(TimeSeries.LINES, "TTFT p99", Unit.SECONDS, "Grows with the queue? Scale out.")
                .query(ttft, "{{model}}")
                .thresholds(ThresholdSteps.attention(ApplicationMetrics.TTFT))))
        .build();
    Files.writeString(folder.resolve("team-chat.json"), dashboard.toJson());
    // end::own

    String json = Files.readString(folder.resolve("team-chat.json"));
    assertThat(new Linter(LintOptions.DEFAULT).files(Map.of("team-chat.json", json)))
        .isEmpty();
    assertThat(json)
        .contains(
            "\"Error rate\"", "\"TTFT p99\"", "\"unit\" : \"percentunit\"", "\"name\" : \"model\"");
  }
}
