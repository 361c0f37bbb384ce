package io.github.llmmetrics.stack.scrape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is scraped at the usual path and interval, and asks nobody who comes.
 *
 * @param name the label {@code job} of its series
 * @param isKeepingLabels whether its series keep the job and the instance that they have: those of the services that pushed them
 * @param discovery where it is: a key of Prometheus' configuration, and its value
 */
public record ScrapeJob(String name, boolean isKeepingLabels, Map<String, Object> discovery) {

  /**
   * Copies the map.
   *
   * @param name the label {@code job} of its series
   * @param isKeepingLabels whether its series keep job and instance
   * @param discovery where it is
   */
  public ScrapeJob {
    discovery = Map.copyOf(discovery);
  }

  /**
   * One whose addresses are known.
   *
   * @param name the label {@code job} of its series
   * @param addresses one or more of {@code host:port}
   * @return a job whose series get its name
   */
  public static ScrapeJob at(String name, List<String> addresses) {
    return new ScrapeJob(
        name, false, Map.of("static_configs", PrometheusConfiguration.statically(addresses)));
  }

  /**
   * One that may be absent: where nothing has the host's name, there is no target that is down.
   *
   * @param name the label {@code job} of its series
   * @param host a name that the network knows while it runs
   * @param port where it listens
   * @return a job whose series get its name
   */
  public static ScrapeJob ifPresent(String name, String host, int port) {
    Map<String, Object> lookup = new LinkedHashMap<>();
    lookup.put("names", List.of(host));
    lookup.put("type", "A");
    lookup.put("port", port);
    return new ScrapeJob(name, false, Map.of("dns_sd_configs", List.of(lookup)));
  }

  /** The same, whose series keep the job and the instance that they have. */
  ScrapeJob keepingLabels() {
    return new ScrapeJob(name, true, discovery);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("job_name", name);
    if (isKeepingLabels) {
      tree.put("honor_labels", true);
    }
    tree.putAll(discovery);
    return tree;
  }
}
