package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.AlertOverride;
import io.github.llmmetrics.stack.alert.Objectives;
import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.alert.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {

  @TempDir
  private Path folder;

  /** Not refused: in Kubernetes they are discovered. */
  @Test
  void generate_ofAJobWithoutATarget_warnsWhereTargetsAreNamed() {
    String warning = "llm-metrics generate: warning: jobs: code is scraped by nobody:"
        + " name its addresses under targets in the settings file\n";

    assertThat(generate(folder, "--job", "chat,code").err()).isEqualTo(warning);
    assertThat(generate(folder, "prometheus", "--job", "chat,code").err()).isEqualTo(warning);
    assertThat(generate(folder, "rules", "--job", "chat,code").err()).isEmpty();
    assertThat(generate(folder, "--job", "chat").err()).isEmpty();
  }

  @Test
  void generate_rules_writesThemAndSaysSo() throws IOException {
    Path out = folder.resolve("a/b");

    assertThat(generate(out, "rules")).isEqualTo(new Cli.Result(0, """
        wrote     rules/llm-recordings.yml
        wrote     rules/llm-latency.yml
        wrote     rules/llm-errors.yml
        wrote     rules/llm-resources.yml
        wrote     rules/llm-safety.yml
        wrote     rules/llm-quality.yml
        wrote     rules/llm-slo.yml
        wrote     rules/llm-self.yml
        """, ""));
    assertThat(rules(out)).isEqualTo(RuleSet.of(StackSettings.DEFAULT).files());
    assertThat(generate(out, "rules").out()).contains("unchanged rules/llm-recordings.yml");
  }

  @Test
  void generate_nothingNamed_writesEverything() {
    Cli.Result everything = generate(folder.resolve("a"));

    assertThat(everything.out()).contains("rules/llm-errors.yml");
    assertThat(generate(folder.resolve("b"), "all")).isEqualTo(everything);
    assertThat(everything.out().lines().map(line -> line.replaceFirst("^wrote +", "")))
        .allSatisfy(name -> assertThat(folder.resolve("a").resolve(name)).isNotEmptyFile());
  }

  @Test
  void generate_engines_writesThoseThatAreNamed() {
    assertThat(generate(folder, "engines", "--engine", "vllm,dcgm"))
        .isEqualTo(new Cli.Result(0, """
            wrote     rules/llm-engine-vllm.yml
            wrote     rules/llm-engine-dcgm.yml
            """, ""));
    assertThat(generate(folder, "engines", "--engine", "vllm").out()).isEqualTo("""
        unchanged rules/llm-engine-vllm.yml
        left over rules/llm-engine-dcgm.yml (these settings make no such file)
        """);
  }

  @Test
  void generate_rulesWithEngines_writesTheirsToo() {
    assertThat(generate(folder, "rules", "--engine", "vllm").out())
        .contains("wrote     rules/llm-recordings.yml\n")
        .endsWith("wrote     rules/llm-engine-vllm.yml\n");
    assertThat(generate(folder, "rules").out())
        .endsWith("left over rules/llm-engine-vllm.yml (these settings make no such file)\n");
  }

  @Test
  void generate_everything_hasNoRulesOfEnginesUnlessTheyAreNamed() {
    assertThat(generate(folder).out()).doesNotContain("llm-engine");
    assertThat(generate(folder, "--engine", "node").out()).contains("rules/llm-engine-node.yml");
  }

  @Test
  void generate_enginesWithoutAName_isWrongUsage() {
    Cli.Result result = generate(folder, "engines");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("say with --engine which of vllm, sglang, ");
  }

  @Test
  void generate_engineThatIsNotKnown_isWrongUsage() {
    Cli.Result result = generate(folder, "engines", "--engine", "vlllm");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("engines: vlllm must be one of [vllm, sglang, ");
  }

  @Test
  void generate_retentionAndRemoteWrite_areThoseOfTheOptions() throws IOException {
    Path config = config("""
        prometheus: {retention: 40d}
        remote_write: {store: thanos, address: "https://thanos.example.com", credentials_file: /run/secrets/thanos}
        """);

    generate(
        folder,
        "prometheus",
        "compose",
        "--config",
        config.toString(),
        "--retention",
        "90d",
        "--remote-write",
        "mimir=https://mimir.example.com");

    assertThat(folder.resolve("prometheus.yml"))
        .content()
        .contains("retention.time=90d", "url: \"https://mimir.example.com/api/v1/push\"")
        .doesNotContain("thanos");
    assertThat(folder.resolve("compose/compose.yml")).content().contains("retention.time=90d");
    assertThat(folder.resolve("compose/prometheus/prometheus.yml"))
        .content()
        .contains("url: \"https://mimir.example.com/api/v1/push\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --retention    | 20d                            | prometheus.retention: PT480H must be 30 days or more, as
      --retention    | 36h                            | prometheus.retention: PT36H must be 1 or more whole days
      --remote-write | https://mimir.example.com      | must be STORE=URL, such as
      --remote-write | mimi=https://mimir.example.com | there is no store mimi: did you mean mimir?
      --remote-write | mimir=https://a:secret@mimir   | remote_write.address: mimir must be without user
      --remote-write | mimir=secret of ours           | what is after the = must be a URL
      """)
  void generate_retentionOrRemoteWriteOutOfRange_isWrongUsage(
      String option, String value, String message) {
    Cli.Result result = generate(folder, option, value);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).doesNotContain("secret@", "secret of");
  }

  @Test
  void generate_somethingElse_isWrongUsage() {
    Cli.Result result = generate(folder, "rulez");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("llm-metrics generate: there is no rulez to generate, but ");
  }

  @Test
  void generate_optionsAndFile_optionsWin() throws IOException {
    Path config = config("""
        owner: from-file
        jobs: [from-file]
        minimum_events: 7
        alerts:
          LLMHighTTFT: {threshold: 3}
        """);

    generate(
        folder,
        "rules",
        "--config",
        config.toString(),
        "--owner",
        "from-option",
        "--job",
        "a,b",
        "--availability",
        "0.99",
        "--period",
        "7d");

    assertThat(rules(folder))
        .isEqualTo(RuleSet.of(new StackSettings(
                List.of("a", "b"),
                "from-option",
                StackSettings.DEFAULT.addresses(),
                new Objectives(0.99, 0.95, 5, Duration.ofDays(7)),
                7,
                Map.of(
                    "LLMHighTTFT",
                    new AlertOverride(
                        true,
                        new Tuning(
                            OptionalDouble.of(3),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalDouble.empty()),
                        Optional.empty())),
                1))
            .files());
  }

  @Test
  void check_filesThatDiffer_areListedAndLeftAlone() throws IOException {
    generate(folder, "rules");
    Path stale = folder.resolve("rules/llm-errors.yml");
    Files.writeString(stale, "edited by hand");
    Files.delete(folder.resolve("rules/llm-self.yml"));
    Files.write(folder.resolve("rules/llm-slo.yml"), new byte[] {(byte) 0xff});

    assertThat(generate(folder, "rules", "--check")).isEqualTo(new Cli.Result(1, """
        stale     rules/llm-errors.yml
        stale     rules/llm-slo.yml
        missing   rules/llm-self.yml
        3 of 8 files differ
        """, ""));
    assertThat(stale).hasContent("edited by hand");
    generate(folder, "rules");
    assertThat(generate(folder, "rules", "--check"))
        .isEqualTo(new Cli.Result(0, "0 of 8 files differ\n", ""));
  }

  @Test
  void generate_fileThatTheseSettingsDoNotMake_isNamedAndKept() throws IOException {
    generate(folder, "rules");
    Path theirs = Files.writeString(folder.resolve("rules/theirs.yml"), "groups: []\n");
    Path config = config("""
        alerts:
          LLMLowQuality: {enabled: false}
          LLMLowQualityCritical: {enabled: false}
        """);

    assertThat(generate(folder, "rules", "--config", config.toString()).out())
        .endsWith("left over rules/llm-quality.yml (these settings make no such file)\n");
    assertThat(
            generate(folder, "rules", "--config", config.toString(), "--check").exitCode())
        .isEqualTo(1);
    assertThat(folder.resolve("rules/llm-quality.yml")).exists();
    assertThat(theirs).exists();
  }

  @Test
  void generate_badSettings_nameTheFileAndLine() throws IOException {
    Path config = config("owner: a\nminimum_events: -1\n");

    assertThat(generate(folder, "--config", config.toString()))
        .isEqualTo(new Cli.Result(
            2,
            "",
            "llm-metrics generate: " + config
                + ": line 2: minimum_events: -1.0 must be 0 or more\n"));
    assertThat(generate(folder, "--drill", "0"))
        .isEqualTo(new Cli.Result(2, "", "llm-metrics generate: drill: 0 must be 1 to 60\n"));
  }

  @Test
  void generate_whereItCannotWrite_saysWhy() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Files.writeString(folder.resolve("rules"), "");

    assertThat(generate(file))
        .isEqualTo(new Cli.Result(
            2, "", "llm-metrics generate: --out: " + file + " is a file, not a folder\n"));
    assertThat(generate(folder, "rules"))
        .isEqualTo(new Cli.Result(
            2,
            "",
            "llm-metrics generate: cannot write " + folder.resolve("rules/llm-recordings.yml")
                + ": a file is where a folder must be\n"));
  }

  @Test
  void generate_folderThatIsALink_isWrittenInto() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("rules"), real);

    assertThat(generate(folder, "rules").exitCode()).isZero();
    try (Stream<Path> files = Files.list(real)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(8)
          .noneMatch(name -> name.startsWith("."));
    }
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yml"), yaml);
  }

  private static Cli.Result generate(Path out, String... more) {
    return Cli.run(Stream.concat(Stream.of("generate", "--out", out.toString()), Stream.of(more))
        .toArray(String[]::new));
  }

  private static Map<String, String> rules(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("rules"))) {
      return files.collect(
          Collectors.toMap(file -> file.getFileName().toString(), UserFiles::read));
    }
  }
}
