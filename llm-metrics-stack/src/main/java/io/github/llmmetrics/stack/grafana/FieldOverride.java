package io.github.llmmetrics.stack.grafana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of some of a panel's series, instead of the panel's own.
 *
 * @param match {@code byName} or {@code byRegexp}, as Grafana names it
 * @param pattern which series, by their legend
 * @param properties the options, by their ids
 */
public record FieldOverride(String match, String pattern, Map<String, Object> properties) {

  /**
   * Copies the map.
   *
   * @param match how series are found
   * @param pattern which series
   * @param properties the options
   */
  public FieldOverride {
    properties = new LinkedHashMap<>(properties);
  }

  /**
   * Those with this legend.
   *
   * @param name the legend
   * @return an override without options yet
   */
  public static FieldOverride byName(String name) {
    return new FieldOverride("byName", name, Map.of());
  }

  /**
   * Those whose legend matches.
   *
   * @param pattern a regular expression of JavaScript, without slashes
   * @return an override without options yet
   */
  public static FieldOverride byRegexp(String pattern) {
    return new FieldOverride("byRegexp", "/" + pattern + "/", Map.of());
  }

  /**
   * The same with one more option.
   *
   * @param id as Grafana names it
   * @param value as Grafana has it
   * @return a new override
   */
  public FieldOverride with(String id, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(properties);
    more.put(id, value);
    return new FieldOverride(match, pattern, more);
  }

  /**
   * The same with a unit.
   *
   * @param unit of the numbers
   * @return a new override
   */
  public FieldOverride unit(Unit unit) {
    return with("unit", unit.id());
  }

  /**
   * The same with a colour.
   *
   * @param colour of the series
   * @return a new override
   */
  public FieldOverride colour(Colour colour) {
    return with(
        "color", Tree.of("mode", "fixed").with("fixedColor", colour.id()).map());
  }

  /**
   * The same on an axis of its own, on the right.
   *
   * @return a new override
   */
  public FieldOverride onTheRight() {
    return with("custom.axisPlacement", "right");
  }

  /**
   * The same with coloured texts for values, in a table.
   *
   * @param texts what is shown instead
   * @return a new override
   */
  public FieldOverride texts(ValueText... texts) {
    return with("mappings", ValueText.trees(List.of(texts)))
        .with("custom.cellOptions", Tree.of("type", "color-text").map());
  }

  /**
   * The same with a link on each value.
   *
   * @param link where to look further
   * @return a new override
   */
  public FieldOverride link(Link link) {
    return with("links", List.of(link.valueTree()));
  }

  Map<String, Object> tree() {
    List<Map<String, Object>> options = properties.entrySet().stream()
        .map(option ->
            Tree.of("id", option.getKey()).with("value", option.getValue()).map())
        .toList();
    return Tree.of("matcher", Tree.of("id", match).with("options", pattern).map())
        .with("properties", options)
        .map();
  }
}
