package io.github.llmmetrics.stack.playbook;

import io.github.llmmetrics.stack.rule.AlertRule;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The command that silences an alert where it is known why it fires, and nowhere else.
 *
 * @param alertmanager where Alertmanager is
 * @param alert its name
 * @param rules of the alert
 */
record Silence(URI alertmanager, String alert, List<AlertRule> rules) {

  /** Labels that say nothing about where an alert fires, and the window, as all windows of a burnt budget have one cause. */
  private static final Set<String> NO_PLACE = Set.of("severity", "symptom", "owner", "job", "long");

  String command() {
    String places = places().stream()
        .map(label -> " '" + label + "=\"<" + label + ">\"'")
        .collect(Collectors.joining());
    return Page.block("sh", """
        amtool silence add --alertmanager.url=%s \\
          --duration=2h --comment="<why, and who is at work on it>" \\
          'alertname="%s"'%s""".formatted(alertmanager, alert, places));
  }

  /** The labels that tell where: those that all rules have. */
  private Set<String> places() {
    TreeSet<String> places = new TreeSet<>();
    rules.stream().limit(1).map(Silence::labels).forEach(places::addAll);
    rules.stream().map(Silence::labels).forEach(places::retainAll);
    places.removeAll(NO_PLACE);
    return places;
  }

  private static Set<String> labels(AlertRule rule) {
    TreeSet<String> labels = new TreeSet<>(rule.labels().keySet());
    labels.addAll(rule.condition().expression().labels());
    return labels;
  }
}
