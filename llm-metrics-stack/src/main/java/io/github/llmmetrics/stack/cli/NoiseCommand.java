package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.tuning.NoiseReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells which alerts cost too much attention. */
@Command(
    name = "noise",
    description = {
      "Tells which alerts fired how often and for how long, those that cost most attention first, and what to do about"
          + " them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExample:%n",
    footer = "  llm-metrics noise --prometheus http://localhost:9090 --window 30d")
final class NoiseCommand implements Runnable {

  @Mixin
  private PrometheusOptions prometheus = new PrometheusOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    NoiseReport report = new NoiseReport(prometheus.client(), prometheus.settings());
    spec.commandLine().getOut().print(HttpOptions.asked(() -> report.text(prometheus.range())));
    spec.commandLine().getOut().flush();
  }
}
