package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.FleetRecordings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.rule.RuleGroup;
import io.github.llmmetrics.testing.GeneratedFile;
import io.github.llmmetrics.testing.MarkdownBlocks;
import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/scaling.md: its commands are run, its rules are those of the code, its configurations can be read. */
class ScalingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "scaling.md");

  private static final Pattern CONSOLE =
      Pattern.compile("(?m)(^```console\\n\\$ llm-metrics )([^\\n]*)\\n(?:.*\\n)*?```$");
  private static final Pattern BUILD =
      Pattern.compile("(?m)(^\\|[^|\\n]*\\| `)(--[^`\\n]*)(` \\|)[^|\\n]*\\|$");
  private static final Pattern RULES = Pattern.compile("(?m)^```yaml\\ngroups:\\n(?:.*\\n)*?```$");
  private static final Pattern SERIES = Pattern.compile("series of one instance +([0-9,]+)");

  @TempDir
  private Path folder;

  @Test
  void page_isWhatTheCommandsAndTheRulesSay() throws IOException {
    String page = Files.readString(PAGE);
    page = CONSOLE.matcher(page).replaceAll(ScalingPageTest::console);
    page = BUILD.matcher(page).replaceAll(ScalingPageTest::build);
    page = RULES.matcher(page).replaceAll(Matcher.quoteReplacement(rules()));

    assertThat(page)
        .as("what this test looks for")
        .containsPattern(CONSOLE)
        .containsPattern(BUILD)
        .containsPattern(RULES);
    GeneratedFile.assertCurrent(PAGE, page, ScalingPageTest.class);
  }

  private static String console(MatchResult block) {
    return Matcher.quoteReplacement(
        block.group(1) + block.group(2) + "\n" + output(block.group(2)) + "```");
  }

  /** A row of the table of builds: what it is, its options, its series. */
  private static String build(MatchResult row) {
    Matcher series = SERIES.matcher(output("estimate --instances 1 " + row.group(2)));
    assertThat(series.find()).isTrue();
    return Matcher.quoteReplacement(
        row.group(1) + row.group(2) + row.group(3) + " " + series.group(1) + " |");
  }

  private static String output(String command) {
    Cli.Result result = Cli.run(command.split(" ", -1));
    assertThat(result.err()).as(command).isEmpty();
    return result.out();
  }

  private static String rules() {
    String yaml = Yaml.text(RuleGroup.file(List.of(FleetRecordings.group())));
    return "```yaml\n" + yaml.stripTrailing() + "\n```";
  }

  static Stream<String> configurations() throws IOException {
    return MarkdownBlocks.of(PAGE).in("yaml").stream().filter(yaml -> !yaml.startsWith("groups:"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void page_everyConfiguration_isWhatPromtoolAccepts(String yaml) throws Exception {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), yaml);

    Program.Result result =
        Program.require("promtool").run("", "check", "config", config.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void page_theRules_passOurLint() throws IOException {
    Path file = Files.writeString(
        folder.resolve("llm-fleet.yml"),
        Yaml.text(RuleGroup.file(List.of(FleetRecordings.group()))));

    assertThat(Cli.run("lint", file.toString()).exitCode()).isZero();
  }
}
