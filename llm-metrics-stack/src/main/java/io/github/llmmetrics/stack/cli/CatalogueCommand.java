package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.catalogue.Dimension;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the metrics. */
@Command(
    name = "catalogue",
    description = "Prints the metrics: names, types, units, labels, thresholds and meaning.",
    mixinStandardHelpOptions = true,
    versionProvider = LlmMetricsCli.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llm-metrics catalogue --dimension business",
      "  llm-metrics catalogue --search 'first token'",
      "  llm-metrics catalogue --format json"
    })
final class CatalogueCommand implements Runnable {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; table if left out.")
  private CatalogueFormat format = CatalogueFormat.TABLE;

  @Option(
      names = "--dimension",
      paramLabel = "NAME",
      description = "Only those of one dimension: system, application, model or business.")
  private Optional<Dimension> dimension = Optional.empty();

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only those with this text in a name or the meaning, in any case; also the names that others use.")
  private Optional<String> search = Optional.empty();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    List<MetricDefinition> metrics = MetricCatalogue.all().stream()
        .filter(metric -> dimension.map(d -> metric.dimension() == d).orElse(true))
        .filter(metric -> search.map(text -> mentions(metric, text)).orElse(true))
        .toList();
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(format.text(metrics));
    stdout.flush();
  }

  private static boolean mentions(MetricDefinition metric, String text) {
    String all = Stream.of(
            Stream.of(metric.id(), metric.name(), metric.displayName(), metric.description()),
            metric.labelNames().stream(),
            metric.alsoKnownAs().stream())
        .flatMap(texts -> texts)
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT);
    return all.contains(text.toLowerCase(Locale.ROOT));
  }
}
