package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings;
import io.github.llmmetrics.stack.alertmanager.EmailNotifier;
import io.github.llmmetrics.stack.alertmanager.MaintenanceWindow;
import io.github.llmmetrics.stack.alertmanager.Notifier;
import io.github.llmmetrics.stack.alertmanager.PagerDutyNotifier;
import io.github.llmmetrics.stack.alertmanager.SlackNotifier;
import io.github.llmmetrics.stack.alertmanager.WebhookFileNotifier;
import io.github.llmmetrics.stack.alertmanager.WebhookNotifier;
import io.github.llmmetrics.stack.secret.Credentials;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a settings file says of Alertmanager: who is told, and when not. */
final class AlertmanagerSection {

  static final List<String> KEYS =
      List.of("address", "page", "critical", "warnings", "rest", "maintenance");
  private static final List<String> NOTIFIERS = List.of("slack", "pagerduty", "webhook", "email");
  private static final List<String> SLACK_KEYS = List.of("channel", "webhook_file");
  private static final List<String> PAGERDUTY_KEYS = List.of("routing_key_file", "address");
  private static final List<String> WEBHOOK_KEYS =
      List.of("address", "address_file", "user", "credentials_file");
  private static final List<String> EMAIL_KEYS =
      List.of("to", "from", "server", "user", "password_file");
  private static final List<String> WINDOW_KEYS = List.of("name", "days", "from", "to", "zone");

  private AlertmanagerSection() {}

  static AlertmanagerSettings read(Section section) {
    AlertmanagerSettings defaults = AlertmanagerSettings.DEFAULT;
    return section.checked(() -> new AlertmanagerSettings(
        notifiers(section, "page").orElse(defaults.page()),
        notifiers(section, "critical").orElse(defaults.critical()),
        notifiers(section, "warnings").orElse(defaults.warnings()),
        notifiers(section, "rest").orElse(defaults.rest()),
        section
            .sections("maintenance", WINDOW_KEYS)
            .map(windows -> windows.stream().map(AlertmanagerSection::window).toList())
            .orElse(defaults.maintenance())));
  }

  private static Optional<List<Notifier>> notifiers(Section section, String severity) {
    return section
        .sections(severity, NOTIFIERS)
        .map(notifiers -> notifiers.stream().map(AlertmanagerSection::notifier).toList());
  }

  private static Notifier notifier(Section section) {
    List<String> kinds = section.keys();
    if (kinds.size() != 1) {
      throw section.refused("one of " + String.join(", ", NOTIFIERS));
    }
    String kind = kinds.get(0);
    return switch (kind) {
      case "slack" -> slack(section.required(kind, section.section(kind, SLACK_KEYS)));
      case "pagerduty" -> pagerDuty(section.required(kind, section.section(kind, PAGERDUTY_KEYS)));
      case "webhook" -> webhook(section.required(kind, section.section(kind, WEBHOOK_KEYS)));
      default -> email(section.required(kind, section.section(kind, EMAIL_KEYS)));
    };
  }

  private static Notifier slack(Section section) {
    return section.checked(() -> SlackNotifier.to(
        section.required("channel", section.text("channel")),
        section.required("webhook_file", section.secretFile("webhook_file"))));
  }

  private static Notifier pagerDuty(Section section) {
    return section.checked(() -> {
      PagerDutyNotifier usual = PagerDutyNotifier.with(
          section.required("routing_key_file", section.secretFile("routing_key_file")));
      return new PagerDutyNotifier(
          usual.routingKeyFile(), section.address("address").orElse(usual.address()));
    });
  }

  private static Notifier webhook(Section section) {
    Optional<SecretFile> file = section.secretFile("address_file");
    if (file.isPresent() && section.keys().contains("address")) {
      throw section.refused("address or address_file, not both");
    }
    Optional<Credentials> shown = section.checked(() -> PrometheusSection.credentials(section));
    return file.<Notifier>map(secret -> new WebhookFileNotifier(secret, shown))
        .orElseGet(() -> section.checked(() -> new WebhookNotifier(
            section.required("address", section.secretAddress("address")), shown)));
  }

  private static Notifier email(Section section) {
    return section.checked(() -> new EmailNotifier(
        section.required("to", section.text("to")),
        section.required("from", section.text("from")),
        section.required("server", section.text("server")),
        section
            .text("user")
            .map(user -> new EmailNotifier.Login(
                user, section.required("password_file", section.secretFile("password_file"))))));
  }

  private static MaintenanceWindow window(Section section) {
    return section.checked(() -> new MaintenanceWindow(
        section.required("name", section.text("name")),
        days(section),
        section.required("from", section.time("from")),
        section.required("to", section.time("to")),
        section.zone("zone").orElse(ZoneOffset.UTC)));
  }

  private static Set<DayOfWeek> days(Section section) {
    Map<String, DayOfWeek> names = new LinkedHashMap<>();
    Arrays.stream(DayOfWeek.values())
        .forEach(day -> names.put(day.name().toLowerCase(Locale.ROOT), day));
    return new LinkedHashSet<>(section.required("days", section.words("days", names)));
  }
}
