package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricUnit;
import io.github.llmmetrics.stack.format.Json;
import io.github.llmmetrics.stack.format.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the metrics are printed. */
enum CatalogueFormat {
  /** Columns for a terminal. */
  TABLE {
    @Override
    String text(List<MetricDefinition> metrics) {
      return new TextTable(
              HEADER.subList(0, 6),
              metrics.stream()
                  .map(CatalogueFormat::row)
                  .map(row -> row.subList(0, 6))
                  .toList())
          .text();
    }
  },
  /** A table of Markdown. */
  MARKDOWN {
    @Override
    String text(List<MetricDefinition> metrics) {
      return line(HEADER)
          + line(HEADER.stream().map(title -> "---").toList())
          + metrics.stream()
              .map(CatalogueFormat::row)
              .map(CatalogueFormat::line)
              .collect(Collectors.joining());
    }
  },
  /** An array with an object for each metric. */
  JSON {
    @Override
    String text(List<MetricDefinition> metrics) {
      return Json.text(metrics.stream().map(CatalogueFormat::object).toList());
    }
  };

  private static final List<String> HEADER =
      List.of("NAME", "TYPE", "UNIT", "LABELS", "WARNING", "CRITICAL", "MEANING");

  /** The metrics in this format, ending with a line break. */
  abstract String text(List<MetricDefinition> metrics);

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> row(MetricDefinition metric) {
    String sign = metric.direction() == Direction.LOW_IS_BAD ? "< " : "> ";
    return List.of(
        metric.name(),
        metric.type().label(),
        metric.unit() == MetricUnit.NONE ? "" : metric.unit().label(),
        String.join(",", metric.labelNames()),
        metric.thresholds().map(t -> sign + t.warningText()).orElse(""),
        metric.thresholds().map(t -> sign + t.criticalText()).orElse(""),
        metric.description());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static Map<String, Object> object(MetricDefinition metric) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", metric.id());
    object.put("name", metric.name());
    object.put("title", metric.displayName());
    object.put("dimension", metric.dimension().label());
    object.put("type", metric.type().label());
    object.put("unit", metric.unit().label());
    object.put("labels", labels(metric));
    object.put("buckets", metric.buckets());
    metric.thresholds().ifPresent(thresholds -> {
      object.put("warning", thresholds.warning());
      object.put("critical", thresholds.critical());
      object.put("basis", thresholds.basis().name().toLowerCase(Locale.ROOT));
    });
    object.put("direction", metric.direction().name().toLowerCase(Locale.ROOT));
    object.put("description", metric.description());
    object.put("also_known_as", metric.alsoKnownAs());
    return object;
  }

  private static Map<String, List<String>> labels(MetricDefinition metric) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (LabelDefinition label : metric.labels()) {
      labels.put(label.name(), label.values());
    }
    return labels;
  }
}
