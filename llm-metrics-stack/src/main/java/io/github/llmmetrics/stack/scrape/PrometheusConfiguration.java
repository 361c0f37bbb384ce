package io.github.llmmetrics.stack.scrape;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole configuration of Prometheus: our rules, our targets, our Alertmanager.
 *
 * @param settings of Prometheus
 * @param stack of the rules
 * @param rules the folder of the rule files, beside the configuration or anywhere
 * @param others what else is scraped, besides the targets and exporters of the settings
 */
public record PrometheusConfiguration(
    PrometheusSettings settings, StackSettings stack, String rules, List<ScrapeJob> others) {

  /** Prometheus' own, which may not be more than the interval. */
  private static final Duration SCRAPE_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Checks that the settings fit.
   *
   * @param settings of Prometheus
   * @param stack of the rules
   * @param rules the folder of the rule files
   * @param others none or more
   */
  public PrometheusConfiguration {
    settings.requireFitting(stack);
    others = List.copyOf(others);
  }

  /**
   * The configuration that expects the rules in the folder {@code rules} beside it.
   *
   * @param settings of Prometheus
   * @param stack of the rules
   */
  public PrometheusConfiguration(PrometheusSettings settings, StackSettings stack) {
    this(settings, stack, "rules", List.of());
  }

  /**
   * The options of the command line that belong to it.
   *
   * @return such as {@code --storage.tsdb.retention.time=35d}
   */
  public List<String> options() {
    return List.of(
        "--storage.tsdb.retention.time=" + Durations.text(settings.retention(stack)),
        "--enable-feature=exemplar-storage");
  }

  /**
   * The configuration file for targets that are named in the settings.
   *
   * @return its text
   */
  public String text() {
    List<Map<String, Object>> jobs = new ArrayList<>();
    settings.targets(stack).forEach(target -> jobs.add(target.tree(settings, stack)));
    Stream.concat(settings.exporters().jobs(), others.stream())
        .map(ScrapeJob::tree)
        .forEach(jobs::add);
    return text(jobs);
  }

  /**
   * The configuration file for a Prometheus in Kubernetes, which finds the services by their pods' annotations.
   *
   * @return its text
   */
  public String kubernetesText() {
    return text(List.of(AnnotatedPods.tree(stack, settings)));
  }

  private String text(List<Map<String, Object>> jobs) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("global", global());
    tree.put("rule_files", List.of(rules + "/*.yml"));
    tree.put("alerting", Map.of("alertmanagers", List.of(alertmanager())));
    tree.put("scrape_configs", jobs);
    settings.remoteWrite().ifPresent(store -> tree.put("remote_write", List.of(store.tree())));
    return "# For Prometheus " + settings.version() + ", started with "
        + String.join(" ", options()) + "\n" + Yaml.text(tree);
  }

  private Map<String, Object> global() {
    Map<String, Object> global = scraped(settings.intervals().scrape(), stack);
    global.put(
        "evaluation_interval", Durations.text(stack.scaled(settings.intervals().evaluation())));
    return global;
  }

  /** How often something is scraped, and how long that may take; more often in a drill. */
  static Map<String, Object> scraped(Duration meant, StackSettings stack) {
    Duration interval = stack.scaled(meant);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scrape_interval", Durations.text(interval));
    if (interval.compareTo(SCRAPE_TIMEOUT) < 0) {
      tree.put("scrape_timeout", Durations.text(interval));
    }
    return tree;
  }

  private Map<String, Object> alertmanager() {
    URI address = stack.addresses().alertmanager();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scheme", address.getScheme());
    String path = address.getPath().replaceAll("/+$", "");
    if (!path.isEmpty()) {
      tree.put("path_prefix", path);
    }
    tree.put("static_configs", statically(List.of(authority(address))));
    return tree;
  }

  /** Host and port; Prometheus adds no port of its own. */
  private static String authority(URI address) {
    boolean isSecure = "https".equals(address.getScheme());
    int usual = isSecure ? 443 : 80;
    return address.getHost() + ":" + (address.getPort() < 0 ? usual : address.getPort());
  }

  static List<Map<String, List<String>>> statically(List<String> addresses) {
    return List.of(Map.of("targets", addresses));
  }
}
