package io.github.llmmetrics.stack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The queries of a dashboard's JSON, with its variables replaced as Grafana does it. */
public final class DashboardQueries {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.*), ([a-z_]+)\\)", Pattern.DOTALL);

  /** What Grafana puts in place of its own variables, for a view of the last minute. */
  private static final Map<String, String> BUILT_IN =
      Map.of("$__rate_interval", "10s", "$__range", "1m", "$__interval", "1s");

  private DashboardQueries() {}

  /** All queries of a dashboard: of variables, panels and annotations. */
  public static List<StackQuery> of(String file, String json) throws IOException {
    JsonNode dashboard = JSON.readTree(json);
    List<StackQuery> queries = new ArrayList<>();
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(variable(file, variable));
      }
    }
    for (JsonNode panel : dashboard.path("panels")) {
      addPanel(file, panel, queries);
      panel.path("panels").forEach(inRow -> addPanel(file, inRow, queries));
    }
    return queries;
  }

  private static void addPanel(String file, JsonNode panel, List<StackQuery> queries) {
    for (JsonNode target : panel.path("targets")) {
      Set<String> labels = new HashSet<>();
      LEGEND_LABEL
          .matcher(target.path("legendFormat").asText())
          .results()
          .forEach(label -> labels.add(label.group(1)));
      queries.add(new StackQuery(
          file + ", " + panel.path("title").asText() + ", "
              + target.path("refId").asText(),
          replaced(target.path("expr").asText()),
          labels));
    }
  }

  private static StackQuery variable(String file, JsonNode variable) {
    String name = variable.path("name").asText();
    String query = variable.path("query").asText();
    MatchResult parts = LABEL_VALUES.matcher(query).results().findFirst().orElseThrow();
    return new StackQuery(
        file + ", variable " + name, replaced(parts.group(1)), Set.of(parts.group(2)));
  }

  /** Every choice left at "All", whose value is {@code .+}. */
  private static String replaced(String expression) {
    String query = expression;
    for (Map.Entry<String, String> variable : BUILT_IN.entrySet()) {
      query = query.replace(variable.getKey(), variable.getValue());
    }
    return query.replaceAll("\\$[a-z_]+", ".+");
  }
}
