package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.stack.promql.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A panel of a dashboard. Immutable: each method gives a changed copy.
 *
 * <pre>{@code
 * Panel.of(TimeSeries.LINES, "Queue depth", Unit.COUNT, "Requests that wait. If it grows, scale out.")
 *     .query(queueDepth, "{{model}}")
 *     .thresholds(ThresholdSteps.attention(ApplicationMetrics.QUEUE_DEPTH))
 * }</pre>
 *
 * @param title what it shows, unique on its dashboard
 * @param description what to do with it
 * @param visualization how it shows it
 * @param field how it writes and colours its values
 * @param targets its queries
 * @param links in its header
 * @param size how much room it takes
 */
public record Panel(
    String title,
    String description,
    Visualization visualization,
    FieldOptions field,
    List<Target> targets,
    List<Link> links,
    Size size) {

  /** Grafana names queries by letters. */
  private static final int MAX_TARGETS = 26;

  /**
   * Checks the texts and the queries.
   *
   * @param title what it shows
   * @param description what to do with it
   * @param visualization how it shows it
   * @param field how it writes and colours its values
   * @param targets its queries
   * @param links in its header
   * @param size how much room it takes
   */
  public Panel {
    Objects.requireNonNull(size, "size");
    targets = List.copyOf(targets);
    links = List.copyOf(links);
    require(!title.isBlank(), title, "no title");
    require(!description.isBlank(), title, "no description");
    require(targets.size() <= MAX_TARGETS, title, "more than " + MAX_TARGETS + " queries");
    Set<String> legends = new HashSet<>();
    for (Target target : targets) {
      require(
          legends.add(target.legend()),
          title,
          "two queries with the legend \"" + target.legend() + "\"");
      if (visualization instanceof Table table) {
        table.requireLabels(target, title);
      }
    }
  }

  /**
   * A panel without queries yet.
   *
   * @param visualization how it shows its values
   * @param title what it shows
   * @param unit of the numbers
   * @param description what to do with it
   * @return the panel
   */
  public static Panel of(Visualization visualization, String title, Unit unit, String description) {
    return new Panel(
        title,
        description,
        visualization,
        FieldOptions.of(unit),
        List.of(),
        List.of(),
        visualization.size());
  }

  /**
   * The same with one more query, for the whole time range.
   *
   * @param query what is asked
   * @param legend the name of each series
   * @return a new panel
   */
  public Panel query(Vector query, String legend) {
    return target(query, legend, Target.Kind.RANGE);
  }

  /**
   * The same with one more query, for the whole time range and with links to traces of single requests.
   *
   * @param query a quantile of a histogram
   * @param legend the name of each series
   * @return a new panel
   */
  public Panel queryWithExemplars(Vector query, String legend) {
    return target(query, legend, Target.Kind.RANGE_WITH_EXEMPLARS);
  }

  /**
   * The same with one more query, for the end of the time range only.
   *
   * @param query what is asked
   * @param legend the name of each series; in a table the title of the column, empty to hide it
   * @return a new panel
   */
  public Panel instant(Vector query, String legend) {
    return target(query, legend, Target.Kind.INSTANT);
  }

  /**
   * The same with one more column of a table.
   *
   * @param query what is asked
   * @param title of the column
   * @param unit of the column
   * @return a new panel
   */
  public Panel column(Vector query, String title, Unit unit) {
    return instant(query, title).override(FieldOverride.byName(title).unit(unit));
  }

  private Panel target(Vector query, String legend, Target.Kind kind) {
    return new Panel(
        title,
        description,
        visualization,
        field,
        and(targets, named(query, legend, kind)),
        links,
        size);
  }

  private Target named(Vector query, String legend, Target.Kind kind) {
    try {
      return new Target(query, legend, kind);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("panel \"" + title + "\": " + e.getMessage(), e);
    }
  }

  /**
   * The same with an axis or gauge between two values.
   *
   * @param least where it begins
   * @param greatest where it ends
   * @return a new panel
   */
  public Panel between(double least, double greatest) {
    return field(options -> options.between(least, greatest));
  }

  /**
   * The same with a number of digits after the point.
   *
   * @param digits 0 or more
   * @return a new panel
   */
  public Panel decimals(int digits) {
    return field(options -> options.decimals(digits));
  }

  /**
   * The same with thresholds.
   *
   * @param steps where the colour changes
   * @return a new panel
   */
  public Panel thresholds(ThresholdSteps steps) {
    return field(options -> options.thresholds(steps));
  }

  /**
   * The same with texts for values.
   *
   * @param texts what is shown instead
   * @return a new panel
   */
  public Panel texts(ValueText... texts) {
    return field(options -> options.texts(List.of(texts)));
  }

  /**
   * The same with a link on each value.
   *
   * @param link where to look further
   * @return a new panel
   */
  public Panel valueLink(Link link) {
    return field(options -> options.link(link));
  }

  /**
   * The same with options for some of the series.
   *
   * @param override which series, and their options
   * @return a new panel
   */
  public Panel override(FieldOverride override) {
    return field(options -> options.override(override));
  }

  private Panel field(UnaryOperator<FieldOptions> change) {
    return new Panel(title, description, visualization, change.apply(field), targets, links, size);
  }

  /**
   * The same with one more link in its header.
   *
   * @param link where to look further
   * @return a new panel
   */
  public Panel link(Link link) {
    return new Panel(title, description, visualization, field, targets, and(links, link), size);
  }

  /**
   * The same with another size.
   *
   * @param width in columns
   * @param height in rows
   * @return a new panel
   */
  public Panel sized(int width, int height) {
    return new Panel(
        title, description, visualization, field, targets, links, new Size(width, height));
  }

  private static <T> List<T> and(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  /** A row takes only panels that show something. */
  void requireTargets() {
    require(!targets.isEmpty(), title, "no query");
  }

  static void require(boolean isRight, String title, String fault) {
    if (!isRight) {
      throw new IllegalArgumentException("panel \"" + title + "\": " + fault);
    }
  }

  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  Map<String, Object> tree(int id, GridPosition position) {
    List<Map<String, Object>> queries = IntStream.range(0, targets.size())
        .mapToObj(i -> targets.get(i).tree(refId(i), visualization.format()))
        .toList();
    List<Map<String, Object>> steps = visualization.transformations(this);
    return Tree.of("id", id)
        .with("type", visualization.type())
        .with("title", title)
        .with("description", description)
        .with("gridPos", position.tree())
        .with("datasource", DataSource.REFERENCE)
        .with("targets", queries)
        .with("fieldConfig", field.tree(this))
        .with("options", visualization.options(this))
        .withIf(!steps.isEmpty(), "transformations", steps)
        .withIf(!links.isEmpty(), "links", links.stream().map(Link::panelTree).toList())
        .map();
  }
}
