package io.github.llmmetrics.stack.alert;

import io.github.llmmetrics.stack.promql.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service does for a while, and which alerts fire and which do not: one test of promtool. */
final class Situation {

  private final String name;
  private final String step;
  private final List<Map<String, Object>> input = new ArrayList<>();
  private final List<Map<String, Object>> alerts = new ArrayList<>();
  private final List<Map<String, Object>> values = new ArrayList<>();
  private boolean hasFiring;
  private boolean hasSilent;

  private Situation(String name, String step) {
    this.name = name;
    this.step = step;
  }

  /** A sample of each series every 30 seconds. */
  static Situation of(String name) {
    return new Situation(name, "30s");
  }

  /** A sample of each series each time that this is over. */
  static Situation of(String name, Duration step) {
    return new Situation(name, step.toSeconds() + "s");
  }

  Situation given(Samples... series) {
    return given(Arrays.asList(series));
  }

  Situation given(List<Samples> series) {
    series.forEach(samples -> input.add(samples.tree()));
    return this;
  }

  /** All alerts of this name that fire at a time, each as its labels and texts, a line each. */
  Situation fires(String time, String alert, String... expected) {
    hasFiring = true;
    alerts.add(
        check(time, alert, Arrays.stream(expected).map(Situation::expected).toList()));
    return this;
  }

  /** An alert does not fire at these times. */
  Situation isSilent(String alert, String... times) {
    hasSilent = true;
    Arrays.stream(times).forEach(time -> alerts.add(check(time, alert, List.of())));
    return this;
  }

  /** What an expression gives: the labels of a series and its value, by turns. */
  Situation gives(String time, Vector expression, Object... seriesAndValues) {
    List<Map<String, Object>> samples = new ArrayList<>();
    for (int i = 0; i < seriesAndValues.length; i += 2) {
      samples.add(Map.of("labels", seriesAndValues[i], "value", seriesAndValues[i + 1]));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("expr", expression.text());
    tree.put("eval_time", time);
    tree.put("exp_samples", samples);
    values.add(tree);
    return this;
  }

  boolean hasFiring() {
    return hasFiring;
  }

  boolean hasSilent() {
    return hasSilent;
  }

  private static Map<String, Object> check(String time, String alert, List<Object> expected) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("eval_time", time);
    tree.put("alertname", alert);
    tree.put("exp_alerts", expected);
    return tree;
  }

  private static Object expected(String lines) {
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, String> annotations = new LinkedHashMap<>();
    lines.lines().forEach(line -> {
      String[] parts = line.split(": ", 2);
      boolean isText =
          List.of("summary", "description", "runbook_url", "dashboard_url").contains(parts[0]);
      (isText ? annotations : labels).put(parts[0], parts[1]);
    });
    return Map.of("exp_labels", labels, "exp_annotations", annotations);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("interval", step);
    tree.put("input_series", input);
    tree.put("alert_rule_test", alerts);
    tree.put("promql_expr_test", values);
    return tree;
  }

  @Override
  public String toString() {
    return name;
  }
}
