package io.github.llmmetrics.stack.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookQueriesTest {

  private static final List<PlaybookQuery> QUERIES = Playbooks.queries(StackSettings.DEFAULT);

  @TempDir
  Path folder;

  @Test
  void queries_haveEachANameAndATextOfTheirOwn() {
    assertThat(QUERIES).extracting(PlaybookQuery::name).doesNotHaveDuplicates();
    assertThat(QUERIES).extracting(PlaybookQuery::vector).doesNotHaveDuplicates();
  }

  @Test
  void queries_areEachAskedByAPage() {
    String pages = String.join("\n", Playbooks.all(StackSettings.DEFAULT).values());

    assertThat(QUERIES)
        .allSatisfy(query -> assertThat(pages)
            .as(query.name())
            .contains("```promql\n" + query.vector().text() + "\n```"));
  }

  @Test
  void queries_canBePastedAsTheyAre() {
    assertThat(QUERIES)
        .allSatisfy(
            query -> assertThat(query.vector().text()).as(query.name()).doesNotContain("$", "<"));
  }

  @Test
  void queries_areRightForPrometheus() throws Exception {
    Program promtool = Program.require("promtool");
    List<Map<String, String>> rules = new ArrayList<>();
    for (PlaybookQuery query : QUERIES) {
      String record = "query:" + query.name().replace('-', '_') + ":now";
      rules.add(Map.of("record", record, "expr", query.vector().text()));
    }
    Path file = folder.resolve("queries.yml");
    Files.writeString(
        file, Yaml.text(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));

    Program.Result result = promtool.run("", "check", "rules", "--lint=none", file.toString());

    assertThat(result.output()).contains("SUCCESS: " + QUERIES.size() + " rules found");
    assertThat(result.exitCode()).isZero();
  }

  /** Dozens of zeros hide the one that is none. */
  @Test
  void queries_ofFaults_leaveOutWhatDidNotHappen() {
    assertThat(QUERIES)
        .filteredOn(
            query -> List.of("errors-by-type", "gpu-poll-errors", "gpu-xid").contains(query.name()))
        .hasSize(3)
        .allSatisfy(query -> assertThat(query.vector().text())
            .isEqualTo("topk(20, " + query.measured().text() + " > 0)"));
  }

  @Test
  void queries_ofOtherJobs_areAboutThem() {
    List<PlaybookQuery> queries =
        Playbooks.queries(StackSettings.DEFAULT.withJobs(List.of("chat", "code")));

    assertThat(queries)
        .filteredOn(query -> query.name().equals("targets"))
        .singleElement()
        .satisfies(query -> assertThat(query.vector().text()).isEqualTo("up{job=~\"chat|code\"}"));
  }
}
