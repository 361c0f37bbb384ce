package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.lint.Finding;
import io.github.llmmetrics.stack.lint.LintException;
import io.github.llmmetrics.stack.lint.LintOptions;
import io.github.llmmetrics.stack.lint.LintRule;
import io.github.llmmetrics.stack.lint.Linter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a team's own dashboards, rules and scrapes to the catalogue. */
@Command(
    name = "lint",
    description = {
      "Looks for mistakes in your own Grafana dashboards (JSON), rule files (YAML) and in what a service exposes: names and"
          + " labels that do not exist, wrong units, counters without a rate, quantiles and sums that mean nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics lint grafana/ rules.yml",
      "  llm-metrics lint http://localhost:9400/metrics",
      "  llm-metrics lint --ignore renamed-series --target-label dc grafana/"
    })
final class LintCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|DIR|URL",
      arity = "1..*",
      description = "Files, folders of files, or the address of a /metrics page.")
  private List<String> inputs = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; text if left out.")
  private LintFormat format = LintFormat.TEXT;

  @Option(
      names = "--ignore",
      paramLabel = "RULE",
      split = ",",
      converter = RuleConverter.class,
      description = "Do without a rule: ${COMPLETION-CANDIDATES}.")
  private Set<LintRule> ignored = Set.of();

  @Option(
      names = "--target-label",
      paramLabel = "NAME",
      split = ",",
      description = "A label that your Prometheus adds to every series, beside the usual ones.")
  private Set<String> targetLabels = Set.of();

  @Mixin
  private HttpOptions http = new HttpOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Linter linter =
        new Linter(LintOptions.DEFAULT.withTargetLabels(targetLabels).without(ignored));
    List<Finding> findings = new ArrayList<>();
    try {
      Map<String, String> files = LintFiles.read(
          inputs.stream().filter(input -> !isAddress(input)).map(Path::of).toList());
      findings.addAll(linter.files(files));
      inputs.stream()
          .filter(LintCommand::isAddress)
          .forEach(address ->
              findings.addAll(linter.scrape(address, http.get(HttpOptions.address(address)))));
    } catch (LintException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    spec.commandLine().getOut().print(format.text(findings));
    spec.commandLine().getOut().flush();
    return findings.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }

  private static boolean isAddress(String input) {
    return input.matches("https?://.*");
  }
}
