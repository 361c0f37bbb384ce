package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.prometheus.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

  private static final String RULES = """
      groups:
        - name: ours
          rules:
            - alert: CacheFull
              expr: llm_kv_cache_usage_percent > 0.9
      """;

  @TempDir
  private Path folder;

  @Test
  void lint_whatIsGenerated_isClean() {
    Cli.run("generate", "--out", folder.toString());

    assertThat(Cli.run("lint", folder.toString()))
        .isEqualTo(new Cli.Result(0, "nothing found\n", ""));
  }

  @Test
  void lint_fileWithAMistake_saysWhereAndHowToMendIt() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);

    assertThat(Cli.run("lint", rules.toString()))
        .isEqualTo(new Cli.Result(1, """
        %s: alert CacheFull: wrong-unit
          compared with 0.9, but it is percent from 0 to 100
          fix: use 90
        1 found
        """.formatted(rules), ""));
    assertThat(Cli.run("lint", "--format", "json", rules.toString()))
        .isEqualTo(new Cli.Result(1, """
            [
              {
                "file" : "%s",
                "place" : "alert CacheFull",
                "rule" : "wrong-unit",
                "message" : "compared with 0.9, but it is percent from 0 to 100",
                "fix" : "use 90"
              }
            ]
            """.formatted(rules), ""));
    assertThat(Cli.run("lint", "--ignore", "wrong-unit", rules.toString()).exitCode())
        .isZero();
  }

  @Test
  void lint_folder_readsWhatIsBelow() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(below.resolve("rules.yaml"), RULES);
    Files.writeString(below.resolve("notes.txt"), "no rule");

    assertThat(Cli.run("lint", folder.toString()).out()).endsWith("1 found\n");
  }

  @Test
  void lint_targetLabel_isKnown() throws IOException {
    Path rules = Files.writeString(
        folder.resolve("a.yml"),
        "groups: [{rules: [{alert: A, expr: 'llm_queue_depth{dc=\"x\"} > 1'}]}]");

    assertThat(Cli.run("lint", rules.toString()).exitCode()).isEqualTo(1);
    assertThat(Cli.run("lint", "--target-label", "dc", rules.toString()).exitCode())
        .isZero();
  }

  @Test
  void lint_address_readsTheScrapeWithTheHeaders() throws IOException {
    Path headers =
        Files.writeString(folder.resolve("headers"), "Authorization: Bearer a:b\n\nX-A: b\n");
    try (FakeServer server = FakeServer.answering("llm_tokens_totl{model=\"m\"} 1\n")) {
      String address = server.address() + "/metrics";

      assertThat(Cli.run("lint", address, "--header-file", headers.toString()))
          .isEqualTo(new Cli.Result(1, """
              %s: llm_tokens_totl: unknown-series
                it is not in the catalogue
                fix: use llm_tokens_total
              1 found
              """.formatted(address), ""));
      assertThat(server.authorizations()).containsExactly("Bearer a:b");
    }
  }

  @Test
  void lint_addressOfSomethingElse_cannotDoItsWork() throws IOException {
    try (FakeServer server = FakeServer.answering("<html>")) {
      assertThat(Cli.run("lint", server.address().toString()))
          .isEqualTo(new Cli.Result(
              2,
              "",
              "llm-metrics lint: " + server.address()
                  + " answers with something else than metrics as text\n"));
    }
  }

  @Test
  void lint_whatCannotBeRead_saysWhy() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path binary = Files.write(folder.resolve("a.yml"), new byte[] {(byte) 0xff});
    Path text = Files.writeString(folder.resolve("a.txt"), "");
    Path headers = Files.writeString(folder.resolve("headers"), "secret");

    assertThat(Cli.run("lint", "nowhere").err())
        .isEqualTo("llm-metrics lint: cannot read nowhere: there is no such file\n");
    assertThat(Cli.run("lint", empty.toString()).err())
        .isEqualTo("llm-metrics lint: " + empty + " has no .json, .yml or .yaml file\n");
    assertThat(Cli.run("lint", binary.toString()).err())
        .isEqualTo("llm-metrics lint: cannot read " + binary + ": it is not UTF-8\n");
    assertThat(Cli.run("lint", text.toString()).err())
        .isEqualTo("llm-metrics lint: " + text
            + " is no .json, .yml or .yaml file, no folder and no http URL\n");
    assertThat(Cli.run("lint", "http://a b").err())
        .isEqualTo("llm-metrics lint: http://a b is no URL\n");
    assertThat(Cli.run("lint", "http://localhost:1", "--header-file", headers.toString())
            .err())
        .isEqualTo("llm-metrics lint: " + headers + " must have lines of the form 'Name: value'\n");
    assertThat(Cli.run("lint", "http://localhost:1", "--header-file", empty.toString())
            .err())
        .isEqualTo("llm-metrics lint: cannot read " + empty + ": it is a folder\n");
  }
}
