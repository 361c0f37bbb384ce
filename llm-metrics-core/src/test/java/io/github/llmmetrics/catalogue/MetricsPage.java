package io.github.llmmetrics.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the catalogue. */
final class MetricsPage {

  private static final String INTRODUCTION = """
      # Metrics

      Every metric that llm-metrics exposes, by dimension. A threshold colours a panel, so that a person looks; it wakes
      nobody: what is worth an alert, and from which value on, is a question of its own ([GPUs](gpu.md#what-to-alert-on)).
      A gauge or a histogram that nothing feeds is absent, never 0; a counter of a model that is known is 0 from the
      start, and there are no series of cost without a price table. The system dimension is fed by modules of its own:
      [llm-metrics-gpu](gpu.md) and [llm-metrics-host](host.md).

      | Dimension | What it watches |
      |---|---|
      | [system](#system) | the machine: GPUs and host |
      | [application](#application) | the serving software: requests, tokens, queue, KV cache, and this library itself |
      | [model](#model) | what the model produces: lengths, quality, refusals, safety |
      | [business](#business) | what it is worth: customers, cost, satisfaction |

      Labels without values here are open: `model`, `customer_id`, `evaluator`, `reason` of a refusal, `category` and
      `segment` are strings of yours, each with a cap on its values, beyond which the value is `other`; the rest come
      from hardware or from the library and stay few.

      This page is written by a test from the catalogue (`MetricCatalogue`); change it there, then run
      `mvn -pl llm-metrics-core test -Dtest=MetricsPageTest -Ddocs.update=true`.
      """;

  private MetricsPage() {}

  static String write() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Dimension dimension : Dimension.values()) {
      page.append(section(dimension));
    }
    return page.append(buckets()).append(aliases()).toString();
  }

  private static String section(Dimension dimension) {
    String rows = MetricCatalogue.all().stream()
        .filter(metric -> metric.dimension() == dimension)
        .map(MetricsPage::row)
        .collect(Collectors.joining());
    String title = dimension.label().substring(0, 1).toUpperCase(Locale.ROOT)
        + dimension.label().substring(1);
    return """

        ## %s

        | Name | Type | Unit | Labels | Warning | Critical | Meaning |
        |---|---|---|---|---|---|---|
        %s""".formatted(title, rows);
  }

  private static String row(MetricDefinition metric) {
    return cells(
        code(metric.name()),
        metric.type().label(),
        metric.unit() == MetricUnit.NONE ? "" : metric.unit().label(),
        metric.labels().stream().map(MetricsPage::label).collect(Collectors.joining(", ")),
        metric.thresholds().map(t -> sign(metric) + t.warningText()).orElse(""),
        metric.thresholds().map(t -> sign(metric) + t.criticalText()).orElse(""),
        metric.description());
  }

  private static String label(LabelDefinition label) {
    return label.values().isEmpty()
        ? code(label.name())
        : code(label.name()) + " (" + String.join(", ", label.values()) + ")";
  }

  private static String sign(MetricDefinition metric) {
    return metric.direction() == Direction.LOW_IS_BAD ? "< " : "> ";
  }

  private static String buckets() {
    String rows = MetricCatalogue.all().stream()
        .filter(metric -> metric.type() == MetricType.HISTOGRAM)
        .map(metric ->
            cells(code(metric.name()), numbers(metric.buckets()), numbers(metric.requiredBounds())))
        .collect(Collectors.joining());
    return """

        ## Buckets

        The upper bounds of each histogram, without `+Inf`. `buckets(…)` on the builder, or client_java's key
        `io.prometheus.metrics.<name>.histogram_classic_upper_bounds`, replaces a list; one that drops a required bound is
        refused, as a threshold or an objective is read at it.

        | Name | Upper bounds | Required |
        |---|---|---|
        %s""".formatted(rows);
  }

  private static String aliases() {
    String rows = MetricCatalogue.all().stream()
        .filter(metric -> !metric.alsoKnownAs().isEmpty())
        .map(metric -> cells(code(metric.name()), String.join("; ", metric.alsoKnownAs())))
        .collect(Collectors.joining());
    return """

        ## Also known as

        What engines and exporters call the same thing. *Guide* is the monitoring guide that the first names came from.

        | Name | Also known as |
        |---|---|
        %s""".formatted(rows);
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(Numbers::plain).collect(Collectors.joining(", "));
  }

  private static String cells(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|"));
      row.append(cell.isEmpty() ? "|" : " |");
    }
    return row.append('\n').toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
