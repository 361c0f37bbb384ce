package io.github.llmmetrics.stack.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.NpmFolder;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The TypeScript compiler holds the dashboards against the types that Grafana publishes. */
class DashboardTypesTest {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "node");
  private static final Path DASHBOARDS = FOLDER.resolve("dashboards");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    NpmFolder.install(
        SOURCES,
        FOLDER,
        List.of("package.json", "package-lock.json", "tsconfig.json", "strict.d.ts"));
    Files.createDirectories(DASHBOARDS);
  }

  @Test
  void dashboards_areOfGrafanasTypes() throws Exception {
    Program.Result result = compile(Dashboards.files(StackSettings.DEFAULT));

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void mistakes_areEachRefused() throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("unit", with("\"unit\" : \"reqps\"", "\"unit\" : \"requests/s\""));
    wrong.put("data-source", with("\"datasource\" : \\{[^}]*}", "\"datasource\" : \"Prometheus\""));
    wrong.put("field-option", with("\"fillOpacity\" :", "\"fillOpacty\" :"));
    wrong.put("panel-option", with("\"graphMode\" : \"area\"", "\"graphMode\" : \"sparkline\""));
    wrong.put("panel-type", with("\"type\" : \"timeseries\"", "\"type\" : \"graph\""));
    wrong.put("version", with("\"schemaVersion\" : 42", "\"schemaVersion\" : 38"));
    wrong.put("refresh", with("\"refresh\" : 2", "\"refresh\" : \"onLoad\""));

    String output = compile(wrong).output();

    assertThat(wrong.keySet())
        .allSatisfy(mistake -> assertThat(output).contains("dashboards/" + mistake + ".ts("));
  }

  /** The operations dashboard with something in it replaced. */
  private static String with(String right, String wrong) {
    String json = Dashboards.files(StackSettings.DEFAULT).getOrDefault("llm-ops.json", "");
    assertThat(json).containsPattern(right);
    return json.replaceAll(right, wrong);
  }

  /** A dashboard's JSON is an object of TypeScript, too: one with a type is checked for members that are missing, wrong or unknown. */
  private static Program.Result compile(Map<String, String> dashboards)
      throws IOException, InterruptedException {
    try (Stream<Path> old = Files.list(DASHBOARDS)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> dashboard : dashboards.entrySet()) {
      Files.writeString(
          DASHBOARDS.resolve(dashboard.getKey().replace(".json", "") + ".ts"),
          "import type { StrictDashboard } from '../strict';\n"
              + "export const dashboard: StrictDashboard = "
              + dashboard.getValue().strip() + ";\n");
    }
    Path compiler = FOLDER.resolve("node_modules/.bin/tsc").toAbsolutePath();
    return Program.require(compiler.toString()).runIn(FOLDER, "", "--pretty", "false");
  }
}
