package io.github.llmmetrics.stack.lint;

import io.github.llmmetrics.stack.engine.Engines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the queries of a Prometheus rule file, or of a PrometheusRule of Kubernetes. */
final class RuleFileReader {

  /** Deeper than any rule: an alias may lead to what it is a part of. */
  private static final int DEEPEST = 16;

  private final List<Query> queries = new ArrayList<>();
  private final Set<String> recorded = new HashSet<>();

  private RuleFileReader() {}

  static QueryFile read(String file, Iterable<?> documents) {
    RuleFileReader reader = new RuleFileReader();
    documents.forEach(document -> reader.visit(document, 0));
    return new QueryFile(file, reader.queries, reader.recorded);
  }

  private void visit(@Nullable Object node, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof Iterable<?> list) {
      list.forEach(item -> visit(item, depth + 1));
    } else if (node instanceof Map<?, ?> map) {
      if (isScalar(map.get("expr"))) {
        rule(map);
      } else {
        map.values().forEach(value -> visit(value, depth + 1));
      }
    }
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number;
  }

  private void rule(Map<?, ?> rule) {
    Object alert = rule.get("alert");
    Object record = rule.get("record");
    if (record instanceof String) {
      recorded.add(record.toString());
    }
    if (isMapping(rule)) {
      return;
    }
    String place =
        isScalar(alert) ? "alert " + alert : "record " + (isScalar(record) ? record : "?");
    queries.add(Query.of(place, Objects.toString(rule.get("expr"))));
  }

  /** Whether it records a series of ours from an engine's: such a copy names and keeps what no other rule should. */
  private static boolean isMapping(Map<?, ?> rule) {
    return rule.get("labels") instanceof Map<?, ?> labels
        && labels.containsKey(Engines.LABEL)
        && SeriesName.of(Objects.toString(rule.get("record")))
            .filter(SeriesName::isOurs)
            .isPresent();
  }
}
