package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.secret.SecretFile;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An incident in PagerDuty, opened when an alert fires and closed when it ends.
 *
 * @param routingKeyFile a file with the key of an integration of PagerDuty's events API, version 2
 * @param address of that API: teams in Europe have their own
 */
public record PagerDutyNotifier(SecretFile routingKeyFile, URI address) implements Notifier {

  private static final URI ADDRESS = URI.create("https://events.pagerduty.com/v2/enqueue");

  /**
   * An incident at PagerDuty's usual address.
   *
   * @param routingKeyFile a file with the key
   * @return the notifier
   */
  public static PagerDutyNotifier with(SecretFile routingKeyFile) {
    return new PagerDutyNotifier(routingKeyFile, ADDRESS);
  }

  @Override
  public String key() {
    return "pagerduty_configs";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("routing_key_file", routingKeyFile.path());
    tree.put("url", address.toString());
    tree.put("send_resolved", true);
    tree.put(
        "description",
        "{{ .CommonLabels.alertname }}{{ with .CommonAnnotations.summary }}: {{ . }}{{ end }}");
    tree.put(
        "severity",
        "{{ if eq .CommonLabels.severity \"page\" }}critical{{ else }}{{ .CommonLabels.severity }}{{ end }}");
    tree.put("class", "{{ .CommonLabels.symptom }}");
    tree.put("component", "{{ .CommonLabels.model }}");
    tree.put("links", List.of(link("runbook_url", "Playbook"), link("dashboard_url", "Dashboard")));
    return tree;
  }

  private static Map<String, Object> link(String annotation, String text) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", "{{ .CommonAnnotations." + annotation + " }}");
    link.put("text", text);
    return link;
  }
}
