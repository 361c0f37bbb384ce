package io.github.llmmetrics.stack.scrape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is scraped besides the LLM services. One without an address is off.
 *
 * @param node node exporters, for machines: {@code host:port} of each
 * @param collector OpenTelemetry Collectors: {@code host:port} of what they expose
 * @param dcgm NVIDIA's DCGM exporters, for GPUs: {@code host:port} of each
 */
public record Exporters(List<String> node, List<String> collector, List<String> dcgm) {

  /** A node exporter and a Collector on this machine; no GPUs, which not every machine has. */
  public static final Exporters DEFAULT =
      new Exporters(List.of("localhost:9100"), List.of("localhost:8889"), List.of());

  private static final String COLLECTOR = "otel-collector";

  /** None. */
  public static final Exporters NONE = new Exporters(List.of(), List.of(), List.of());

  /**
   * Checks the addresses.
   *
   * @param node none or more of {@code host:port}
   * @param collector none or more of {@code host:port}
   * @param dcgm none or more of {@code host:port}
   */
  public Exporters {
    node = checked("exporters.node", node);
    collector = checked("exporters.collector", collector);
    dcgm = checked("exporters.dcgm", dcgm);
  }

  private static List<String> checked(String setting, List<String> addresses) {
    addresses.forEach(address -> Target.requireAddress(setting, address));
    return List.copyOf(addresses);
  }

  /**
   * Those of them that are wanted.
   *
   * @param wanted whether an address is
   * @return others
   */
  public Exporters only(Predicate<String> wanted) {
    return new Exporters(
        node.stream().filter(wanted).toList(),
        collector.stream().filter(wanted).toList(),
        dcgm.stream().filter(wanted).toList());
  }

  /**
   * All addresses.
   *
   * @return in their order
   */
  public List<String> addresses() {
    List<String> all = new ArrayList<>(node);
    all.addAll(collector);
    all.addAll(dcgm);
    return all;
  }

  /** The addresses of those that are on, by the label {@code job}. */
  Map<String, List<String>> byJob() {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    jobs.put("node", node);
    jobs.put(COLLECTOR, collector);
    jobs.put("dcgm", dcgm);
    jobs.values().removeIf(List::isEmpty);
    return jobs;
  }

  /** Those that are on. */
  Stream<ScrapeJob> jobs() {
    return byJob().entrySet().stream().map(job -> job(job.getKey(), job.getValue()));
  }

  /** The Collector's series keep the job and the instance of the service that pushed them. */
  private static ScrapeJob job(String name, List<String> addresses) {
    ScrapeJob job = ScrapeJob.at(name, addresses);
    return name.equals(COLLECTOR) ? job.keepingLabels() : job;
  }
}
