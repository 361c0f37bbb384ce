package io.github.llmmetrics.stack.engine;

import io.github.llmmetrics.catalogue.MetricDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the tables of {@code docs/engines.md} from the mappings. */
final class EnginesPage {

  private EnginesPage() {}

  static String tables(String heading) {
    return heading
        + "\n\n"
        + overview()
        + Engines.all().stream().map(EnginesPage::section).collect(Collectors.joining());
  }

  private static String overview() {
    return line(List.of("engine", "name", "metrics fed", "not fed"))
        + line(List.of("---", "---", "---", "---"))
        + Engines.all().stream()
            .map(engine -> line(List.of(
                engine.title(),
                code(engine.name()),
                String.valueOf(engine.feeds().size()),
                String.valueOf(engine.lacks().size()))))
            .collect(Collectors.joining());
  }

  private static String section(Engine engine) {
    return "\n## " + engine.title() + "\n\n"
        + line(List.of("our metric", "from", "conversion", "note"))
        + line(List.of("---", "---", "---", "---"))
        + engine.mappings().stream().map(EnginesPage::row).collect(Collectors.joining())
        + "\nNot fed:\n\n"
        + line(List.of("our metric", "why not"))
        + line(List.of("---", "---"))
        + engine.gaps().stream()
            .filter(gap -> !gap.metrics().isEmpty())
            .map(gap -> line(List.of(names(gap.metrics()), gap.reason())))
            .collect(Collectors.joining());
  }

  private static String row(Mapping mapping) {
    return line(List.of(
        code(mapping.metric().name() + fixed(mapping)),
        mapping.sources().stream()
            .map(source -> code(source.text("")))
            .collect(Collectors.joining(", else ")),
        mapping.conversion().label(),
        mapping.note()));
  }

  private static String fixed(Mapping mapping) {
    Map<String, String> fixed = new TreeMap<>(mapping.fixed());
    return fixed.isEmpty()
        ? ""
        : fixed.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String names(List<MetricDefinition> metrics) {
    return metrics.stream().map(metric -> code(metric.name())).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
