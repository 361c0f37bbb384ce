package io.github.llmmetrics.stack.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the queries of a Prometheus rule file, or of a PrometheusRule of Kubernetes. */
final class RuleFileReader {

  private final List<Query> queries = new ArrayList<>();
  private final Set<String> recorded = new HashSet<>();

  private RuleFileReader() {}

  static QueryFile read(String file, Iterable<?> documents) {
    RuleFileReader reader = new RuleFileReader();
    documents.forEach(reader::visit);
    return new QueryFile(file, reader.queries, reader.recorded);
  }

  private void visit(@Nullable Object node) {
    if (node instanceof Iterable<?> list) {
      list.forEach(this::visit);
    } else if (node instanceof Map<?, ?> map) {
      if (map.get("expr") != null) {
        rule(map);
      } else {
        map.values().forEach(this::visit);
      }
    }
  }

  private void rule(Map<?, ?> rule) {
    Object alert = rule.get("alert");
    Object record = rule.get("record");
    if (record != null) {
      recorded.add(record.toString());
    }
    String place = alert != null ? "alert " + alert : "record " + Objects.toString(record, "?");
    queries.add(Query.of(place, Objects.toString(rule.get("expr"))));
  }
}
