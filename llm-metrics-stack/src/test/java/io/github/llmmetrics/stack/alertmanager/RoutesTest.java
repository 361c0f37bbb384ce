package io.github.llmmetrics.stack.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.alert.RuleSet;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.stack.rule.Severity;
import io.github.llmmetrics.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which receivers get which alerts, by the word of amtool. */
class RoutesTest {

  @TempDir
  private Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void write() throws Exception {
    String text =
        AlertRouting.of(AlertmanagerSettings.DEFAULT, StackSettings.DEFAULT).text();
    file = Files.writeString(folder.resolve("alertmanager.yml"), text);
  }

  static Stream<Named<AlertRule>> rules() {
    return RuleSet.of(StackSettings.DEFAULT).alertRules().stream()
        .map(rule -> Named.of(rule.name(), rule));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void alert_withItsLabels_reachesTheReceiversOfItsSeverity(AlertRule rule) throws Exception {
    List<String> labels = new ArrayList<>(List.of("alertname=" + rule.name()));
    rule.fixedLabels().forEach((label, value) -> labels.add(label + "=" + value));
    rule.condition().expression().labels().forEach(label -> labels.add(label + "=x"));

    verify(receivers(rule.severity()), labels);
  }

  @ParameterizedTest
  @EnumSource
  void severity_alone_isEnough(Severity severity) throws Exception {
    verify(receivers(severity), List.of("alertname=Other", "severity=" + severity.label()));
  }

  @Test
  void alert_withoutASeverity_goesWhereTheRestGoes() throws Exception {
    verify("llm-alerts", List.of("alertname=Other"));
  }

  private static String receivers(Severity severity) {
    return switch (severity) {
      case PAGE -> "llm-page,llm-critical";
      case CRITICAL -> "llm-critical";
      case WARNING -> "llm-warnings";
      case INFO -> "llm-alerts";
    };
  }

  private void verify(String receivers, List<String> labels) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(
        "config", "routes", "test", "--config.file=" + file, "--verify.receivers=" + receivers));
    arguments.addAll(labels);

    Program.Result result = Program.require("amtool").run("", arguments.toArray(String[]::new));

    assertThat(result.exitCode()).as("%s: %s", labels, result.output()).isZero();
    assertThat(result.output().strip().lines()).as("%s", labels).endsWith(receivers);
  }
}
