package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message in a Slack channel.
 *
 * @param channel its name, with the number sign
 * @param webhookFile a file with the address of Slack's incoming webhook, which is a secret
 * @param title a template of Alertmanager
 * @param text a template of Alertmanager
 */
public record SlackNotifier(String channel, SecretFile webhookFile, String title, String text)
    implements Notifier {

  /** {@code [FIRING:2] LLMHighTTFT (llama-3-8b)}. A model's name may be a client's text, and {@code <!channel>} calls everybody. */
  private static final String TITLE = """
      [{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] \
      {{ .CommonLabels.alertname }}\
      {{ with .CommonLabels.model }} ({{ . | reReplaceAll "<" "&lt;" }}){{ end }}""";

  /** For each alert what is wrong, what it means, whose it is and where to look. */
  private static final String TEXT = """
      {{ range .Alerts }}\
      *{{ .Annotations.summary | reReplaceAll "<" "&lt;" }}*\
      {{ if eq .Status "resolved" }} (resolved){{ end }}
      {{ .Annotations.description | reReplaceAll "<" "&lt;" }}
      Owner: {{ .Labels.owner }}\
      {{ with .Annotations.runbook_url }} | <{{ . }}|Playbook>{{ end }}\
      {{ with .Annotations.dashboard_url }} | <{{ . }}|Dashboard>{{ end }}
      {{ end }}""";

  /**
   * Checks the channel.
   *
   * @param channel {@code #name}
   * @param webhookFile a file with the webhook's address
   * @param title a template
   * @param text a template
   */
  public SlackNotifier {
    Settings.require(channel.matches("[#@].+"), "channel", channel, "a name after # or @");
  }

  /**
   * A message with our title and text.
   *
   * @param channel {@code #name}
   * @param webhookFile a file with the webhook's address
   * @return the notifier
   */
  public static SlackNotifier to(String channel, SecretFile webhookFile) {
    return new SlackNotifier(channel, webhookFile, TITLE, TEXT);
  }

  @Override
  public String key() {
    return "slack_configs";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("channel", channel);
    tree.put("api_url_file", webhookFile.path());
    tree.put("send_resolved", true);
    tree.put("title", title);
    tree.put("title_link", "{{ .CommonAnnotations.dashboard_url }}");
    tree.put("text", text);
    return tree;
  }
}
