package io.github.llmmetrics.stack.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How a panel writes and colours its values.
 *
 * @param unit of the numbers
 * @param min the least value of the axis or gauge; empty: that of the data
 * @param max the greatest value of the axis or gauge; empty: that of the data
 * @param decimals how many digits after the point; empty: as many as make sense
 * @param thresholds where the colour changes
 * @param texts texts for values
 * @param links on each value
 * @param overrides for some of the series
 */
public record FieldOptions(
    Unit unit,
    OptionalDouble min,
    OptionalDouble max,
    OptionalInt decimals,
    ThresholdSteps thresholds,
    List<ValueText> texts,
    List<Link> links,
    List<FieldOverride> overrides) {

  /**
   * Copies the lists.
   *
   * @param unit of the numbers
   * @param min the least value
   * @param max the greatest value
   * @param decimals how many digits after the point
   * @param thresholds where the colour changes
   * @param texts texts for values
   * @param links on each value
   * @param overrides for some of the series
   */
  public FieldOptions {
    Objects.requireNonNull(unit, "unit");
    texts = List.copyOf(texts);
    links = List.copyOf(links);
    overrides = List.copyOf(overrides);
  }

  /**
   * Values in a unit, and nothing else.
   *
   * @param unit of the numbers
   * @return the options
   */
  public static FieldOptions of(Unit unit) {
    return new FieldOptions(
        unit,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        ThresholdSteps.NONE,
        List.of(),
        List.of(),
        List.of());
  }

  FieldOptions between(double least, double greatest) {
    return new FieldOptions(
        unit,
        OptionalDouble.of(least),
        OptionalDouble.of(greatest),
        decimals,
        thresholds,
        texts,
        links,
        overrides);
  }

  FieldOptions decimals(int digits) {
    return new FieldOptions(
        unit, min, max, OptionalInt.of(digits), thresholds, texts, links, overrides);
  }

  FieldOptions thresholds(ThresholdSteps steps) {
    return new FieldOptions(unit, min, max, decimals, steps, texts, links, overrides);
  }

  FieldOptions texts(List<ValueText> words) {
    return new FieldOptions(unit, min, max, decimals, thresholds, words, links, overrides);
  }

  FieldOptions link(Link link) {
    return new FieldOptions(
        unit, min, max, decimals, thresholds, texts, and(links, link), overrides);
  }

  FieldOptions override(FieldOverride override) {
    return new FieldOptions(
        unit, min, max, decimals, thresholds, texts, links, and(overrides, override));
  }

  private static <T> List<T> and(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  /** The options as Grafana has them, in a panel. */
  Map<String, Object> tree(Panel panel) {
    Visualization visualization = panel.visualization();
    Tree defaults = Tree.of("unit", unit.id())
        .with("color", Tree.of("mode", visualization.colourMode()).map())
        .with("thresholds", thresholds.tree(visualization::shown))
        .with("mappings", ValueText.trees(texts));
    min.ifPresent(value -> defaults.with("min", value));
    max.ifPresent(value -> defaults.with("max", value));
    decimals.ifPresent(value -> defaults.with("decimals", value));
    defaults
        .withIf(!links.isEmpty(), "links", links.stream().map(Link::valueTree).toList())
        .with("custom", visualization.custom(panel));
    List<Map<String, Object>> exceptions = new ArrayList<>();
    overrides.forEach(override -> exceptions.add(override.tree()));
    return Tree.of("defaults", defaults.map()).with("overrides", exceptions).map();
  }
}
