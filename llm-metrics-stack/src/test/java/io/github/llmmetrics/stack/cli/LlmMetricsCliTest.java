package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmMetricsCliTest {

  @Test
  void noCommand_isWrongUsage() {
    assertThat(Cli.run()).isEqualTo(new Cli.Result(2, "", """
        llm-metrics: Missing required subcommand
        Try: llm-metrics --help
        """));
  }

  @Test
  void misspelledCommand_isWrongUsageWithAHint() {
    Cli.Result result = Cli.run("generat");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("""
        llm-metrics: Unmatched argument at index 0: 'generat'
        Did you mean: llm-metrics generate""");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      generate; llm-metrics generate: Missing required option: '--out=DIR'
      baseline; llm-metrics baseline: Missing required option: '--prometheus=URL'
      baseline --prometheus localhost:9090; llm-metrics baseline: localhost:9090 must be an http or https URL
      baseline --prometheus http://localhost:1 --window 5x; llm-metrics baseline: Invalid value for option '--window': 5x must be a duration such as 30s, 5m, 1h or 7d
      noise --prometheus http://localhost:1 --window 5m; llm-metrics noise: --window: must be 1h to 366d
      noise --prometheus http://localhost:1 --timeout 0s; llm-metrics noise: --timeout: 0s must be 1s or more
      noise --prometheus http://localhost:1 --header-file nowhere; llm-metrics noise: cannot read nowhere: there is no such file
      noise --prometheus http://localhost:1 --end yesterday; llm-metrics noise: Invalid value for option '--end': yesterday must be a time such as 2026-11-24T12:00:00Z
      catalogue --dimension money; llm-metrics catalogue: Invalid value for option '--dimension': expected one of [SYSTEM, APPLICATION, MODEL, BUSINESS] (case-insensitive) but was 'money'
      lint; llm-metrics lint: Missing required parameter: 'FILE|DIR|URL'
      lint --ignore unknown-serie a; llm-metrics lint: Invalid value for option '--ignore' (RULE): there is no rule unknown-serie: did you mean unknown-series?
      settings --format json; llm-metrics settings: Unknown options: '--format', 'json'
      """)
  void wrongUsage_ofACommand_isOneLine(String arguments, String message) {
    Cli.Result result = Cli.run(arguments.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().findFirst()).contains(message);
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help generate", "generate --help", "lint -h"})
  void help_ofAnything_isNoError(String arguments) {
    Cli.Result result = Cli.run(arguments.split(" ", -1));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("Usage: llm-metrics");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void version_outsideOfTheJar_saysSo() {
    assertThat(Cli.run("--version"))
        .isEqualTo(new Cli.Result(0, "llm-metrics (not packaged)\n", ""));
  }
}
