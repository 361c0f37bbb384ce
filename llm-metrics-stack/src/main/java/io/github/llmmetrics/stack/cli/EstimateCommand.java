package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.stack.estimate.EstimateText;
import io.github.llmmetrics.stack.estimate.Fleet;
import io.github.llmmetrics.stack.estimate.Instance;
import io.github.llmmetrics.stack.scrape.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates what Prometheus has to hold. */
@Command(
    name = "estimate",
    description = {
      "Estimates series, samples, memory and disk of a Prometheus that watches many services.",
      "Series are counted from the catalogue, at worst; memory and disk follow from a measurement:",
      "docs/scaling.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics estimate --instances 200",
      "  llm-metrics estimate --instances 2000 --models 20 --customers 1000 --gpus 0"
    })
final class EstimateCommand implements Runnable {

  @Option(
      names = "--instances",
      paramLabel = "N",
      required = true,
      description = "Services that expose their metrics.")
  private int instances;

  @Option(names = "--models", paramLabel = "N", description = "Models of a service; 2 if left out.")
  private Optional<Integer> models = Optional.empty();

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Customers of a service with counters of their own; 50 if left out.")
  private Optional<Integer> customers = Optional.empty();

  @Option(
      names = "--evaluators",
      paramLabel = "N",
      description = "Quality evaluators; 1 if left out.")
  private Optional<Integer> evaluators = Optional.empty();

  @Option(names = "--segments", paramLabel = "N", description = "Segments of users; 1 if left out.")
  private Optional<Integer> segments = Optional.empty();

  @Option(names = "--gpus", paramLabel = "N", description = "GPUs of a service; 8 if left out.")
  private Optional<Integer> gpus = Optional.empty();

  @Option(names = "--cpus", paramLabel = "N", description = "CPUs of a host; 64 if left out.")
  private Optional<Integer> cpus = Optional.empty();

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      description = "Between two scrapes of a service; 5s if left out, as 'generate' has it.")
  private Duration scrapeInterval = Target.INTERVAL;

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      description = "How long samples are kept; 35d if left out.")
  private Duration retention = Duration.ofDays(35);

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(new EstimateText(fleet()).text());
    spec.commandLine().getOut().flush();
  }

  private Fleet fleet() {
    Map<LabelDefinition, Optional<Integer>> told = new LinkedHashMap<>();
    told.put(LabelDefinitions.MODEL, models);
    told.put(LabelDefinitions.CUSTOMER_ID, customers);
    told.put(LabelDefinitions.EVALUATOR, evaluators);
    told.put(LabelDefinitions.SEGMENT, segments);
    told.put(LabelDefinitions.GPU_ID, gpus);
    told.put(LabelDefinitions.CPU, cpus);
    try {
      Instance instance = Instance.TYPICAL;
      for (Map.Entry<LabelDefinition, Optional<Integer>> entry : told.entrySet()) {
        if (entry.getValue().isPresent()) {
          instance = instance.with(entry.getKey(), entry.getValue().get());
        }
      }
      return new Fleet(instance, instances, scrapeInterval, retention);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
