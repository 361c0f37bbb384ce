package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.AlertCatalogue;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Json;
import io.github.llmmetrics.stack.rule.AlertRule;
import io.github.llmmetrics.testing.AlertmanagerServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert of the catalogue as Prometheus sends it.
 *
 * @param labels all of them
 * @param annotations with the links of its rule, and texts of a test
 * @param start when it began: of one that began long ago Alertmanager tells without waiting for the rest of its group
 */
record SentAlert(Map<String, String> labels, Map<String, String> annotations, Instant start) {

  /** The alert's first rule; labels of its condition are names and values by turns. */
  static SentAlert of(String name, String... conditionLabels) {
    AlertRule rule =
        AlertCatalogue.byName(name).orElseThrow().rules(StackSettings.DEFAULT).get(0);
    Map<String, String> labels = new TreeMap<>(rule.fixedLabels());
    labels.put("alertname", name);
    for (int i = 0; i < conditionLabels.length; i += 2) {
      labels.put(conditionLabels[i], conditionLabels[i + 1]);
    }
    Map<String, String> annotations = new TreeMap<>(rule.annotations());
    annotations.put("summary", "what is wrong with " + String.join(" ", conditionLabels));
    annotations.put("description", "what it means <!channel>");
    return new SentAlert(labels, annotations, Instant.now());
  }

  static void fire(AlertmanagerServer server, SentAlert... alerts) throws Exception {
    send(server, Instant.now().plusSeconds(3_600), alerts);
  }

  static void resolve(AlertmanagerServer server, SentAlert... alerts) throws Exception {
    send(server, Instant.now(), alerts);
  }

  private static void send(AlertmanagerServer server, Instant end, SentAlert... alerts)
      throws Exception {
    List<Map<String, Object>> list =
        Arrays.stream(alerts).map(alert -> alert.tree(end)).toList();
    server.alert(Json.text(list));
  }

  private Map<String, Object> tree(Instant end) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("labels", labels);
    tree.put("annotations", annotations);
    tree.put("startsAt", start.toString());
    tree.put("endsAt", end.toString());
    return tree;
  }
}
