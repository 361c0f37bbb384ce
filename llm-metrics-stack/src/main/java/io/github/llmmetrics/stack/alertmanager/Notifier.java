package io.github.llmmetrics.stack.alertmanager;

import java.util.Map;

/** One way to tell somebody of an alert, and of its end. */
public sealed interface Notifier
    permits SlackNotifier, PagerDutyNotifier, WebhookNotifier, WebhookFileNotifier, EmailNotifier {

  /**
   * The list of a receiver that it belongs to.
   *
   * @return for example {@code slack_configs}
   */
  String key();

  /**
   * The notifier as Alertmanager's configuration has it.
   *
   * @return keys and values, in their order
   */
  Map<String, Object> tree();
}
