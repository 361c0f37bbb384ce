package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.tuning.Baseline;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Suggests thresholds from measured data. */
@Command(
    name = "baseline",
    description = {
      "Suggests thresholds from what a Prometheus has measured, as settings for 'llm-metrics generate --config'.",
      "The output says how each came about, how often the alert would have fired, and where there is too little data."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics baseline --prometheus http://localhost:9090 > baseline.yml",
      "  llm-metrics baseline --prometheus http://localhost:9090 --window 14d --job llm"
    })
final class BaselineCommand implements Runnable {

  @Mixin
  private PrometheusOptions prometheus = new PrometheusOptions();

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "Take the data of one job only; of all if left out.")
  private Optional<String> job = Optional.empty();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Baseline baseline = new Baseline(prometheus.client(), prometheus.settings(), job);
    spec.commandLine().getOut().print(HttpOptions.asked(() -> baseline.yaml(prometheus.range())));
    spec.commandLine().getOut().flush();
  }
}
