package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself reads every query of every dashboard. */
class DashboardQueriesTest {

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

  @TempDir
  Path folder;

  @Test
  void queries_ofAllDashboards_areRightForPrometheus() throws Exception {
    List<String> queries = queries();

    Program.Result result = check(queries);

    assertThat(result.output()).contains("SUCCESS: " + queries.size() + " rules found");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void query_thatIsWrong_isFound() throws Exception {
    assertThat(check(List.of("sum(rate(a[5m])")).exitCode()).isNotZero();
  }

  private Program.Result check(List<String> queries) throws IOException, InterruptedException {
    Program promtool = Program.require("promtool");
    List<Map<String, String>> rules = new ArrayList<>();
    for (String query : queries) {
      rules.add(Map.of("record", "query:number:" + rules.size(), "expr", query));
    }
    Path file = folder.resolve("queries.yml");
    Files.writeString(
        file, Yaml.text(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));
    return promtool.run("", "check", "rules", "--lint=none", file.toString());
  }

  private static List<String> queries() {
    return DashboardJson.all().stream()
        .flatMap(DashboardQueriesTest::queries)
        .map(DashboardQueriesTest::interpolated)
        .distinct()
        .toList();
  }

  private static Stream<String> queries(DashboardJson dashboard) {
    return Stream.of(
            dashboard.panels().flatMap(panel -> DashboardJson.queries(panel).stream()),
            dashboard.annotations().map(annotation -> annotation.path("expr").asText()),
            dashboard
                .variables()
                .map(DashboardQueriesTest::selector)
                .filter(query -> !query.isEmpty()))
        .flatMap(queries -> queries);
  }

  /** The selector of a variable that lists a label's values. */
  private static String selector(JsonNode variable) {
    return LABEL_VALUES
        .matcher(variable.path("query").asText())
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("");
  }

  /** As Grafana asks when everything is chosen. */
  private static String interpolated(String query) {
    return query
        .replace("$__rate_interval", "1m")
        .replace("$__range", "1h")
        .replaceAll("\\$\\w+", ".+");
  }
}
