package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The values at which a panel changes its colour, or at which a time series has a line.
 *
 * @param base the colour below the first step
 * @param steps ascending: from its value on, each has its colour
 * @param line how a time series draws them
 */
public record ThresholdSteps(Colour base, List<Step> steps, Line line) {

  /** No step at all. */
  public static final ThresholdSteps NONE = new ThresholdSteps(Colour.TEXT, List.of(), Line.DASHED);

  /** How a time series draws a threshold. */
  public enum Line {
    /** A person should look: the catalogue's thresholds. */
    DASHED("dashed"),
    /** Somebody is told: an alert's threshold. */
    SOLID("line");

    private final String mode;

    Line(String mode) {
      this.mode = mode;
    }

    String mode() {
      return mode;
    }
  }

  /**
   * One step.
   *
   * @param value where it begins, in the panel's unit
   * @param colour from there on
   */
  public record Step(double value, Colour colour) {}

  /**
   * Checks the order.
   *
   * @param base the colour below the first step
   * @param steps ascending
   * @param line how a time series draws them
   */
  public ThresholdSteps {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).value() <= steps.get(i - 1).value()) {
        throw new IllegalArgumentException("thresholds: " + steps + " must be ascending");
      }
    }
  }

  /**
   * The attention thresholds of a metric: orange from the warning on, red from the critical one.
   *
   * @param metric of the catalogue
   * @return for a panel that shows the value that the thresholds are about
   * @throws IllegalArgumentException if the metric has none
   */
  public static ThresholdSteps attention(MetricDefinition metric) {
    Thresholds thresholds = metric
        .thresholds()
        .orElseThrow(() -> new IllegalArgumentException(metric.name() + " has no thresholds"));
    return of(
        metric.direction(),
        new TreeMap<>(
            Map.of(thresholds.warning(), Colour.ORANGE, thresholds.critical(), Colour.RED)),
        Line.DASHED);
  }

  /**
   * Bounds, each with the colour of what is beyond it.
   *
   * @param direction which way is bad
   * @param bounds the colour beyond each
   * @param line how a time series draws them
   * @return green on the good side of all bounds
   */
  public static ThresholdSteps of(
      Direction direction, SortedMap<Double, Colour> bounds, Line line) {
    List<Double> values = List.copyOf(bounds.keySet());
    List<Colour> colours = new ArrayList<>(bounds.values());
    // A step's colour is that above it: where low is bad, each bound's colour belongs to the step
    // before.
    colours.add(direction == Direction.LOW_IS_BAD ? colours.size() : 0, Colour.GREEN);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      steps.add(new Step(values.get(i), colours.get(i + 1)));
    }
    return new ThresholdSteps(colours.get(0), steps, line);
  }

  /** The steps as Grafana has them, in the colours of a visualization. */
  Map<String, Object> tree(UnaryOperator<Colour> shown) {
    List<Map<String, Object>> trees = new ArrayList<>();
    trees.add(Tree.of("color", shown.apply(base).id()).withNull("value").map());
    for (Step step : steps) {
      trees.add(Tree.of("color", shown.apply(step.colour()).id())
          .with("value", step.value())
          .map());
    }
    return Tree.of("mode", "absolute").with("steps", trees).map();
  }
}
