package io.github.llmmetrics.stack.lint;

import java.util.List;
import java.util.Optional;

/**
 * A query as a file has it.
 *
 * @param place the panel, rule or variable it is in
 * @param text PromQL
 * @param unit Grafana's id of the unit in which its panel shows it
 * @param steps the values where its panel changes colour
 * @param isList whether it only asks which series there are, as a dashboard's variable does
 */
record Query(String place, String text, Optional<String> unit, List<Double> steps, boolean isList) {

  static Query of(String place, String text) {
    return new Query(place, text, Optional.empty(), List.of(), false);
  }
}
