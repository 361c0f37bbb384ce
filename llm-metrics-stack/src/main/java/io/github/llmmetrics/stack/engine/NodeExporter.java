package io.github.llmmetrics.stack.engine;

import static io.github.llmmetrics.stack.engine.ForeignSeries.named;
import static io.github.llmmetrics.stack.engine.Mapping.feeds;

import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' node_exporter. */
final class NodeExporter {

  private static final String MODE = "mode";

  static final Engine ENGINE = new Engine(
      "node",
      "node_exporter",
      List.of(),
      List.of(
          feeds(
                  SystemMetrics.CPU_USAGE,
                  new BusyShare(named("node_cpu_seconds_total").where(MODE, "idle|iowait"), MODE))
              .noting("100 minus the share of idle and iowait, over the last minute"),
          feeds(SystemMetrics.MEMORY_TOTAL, named("node_memory_MemTotal_bytes")),
          feeds(SystemMetrics.MEMORY_AVAILABLE, named("node_memory_MemAvailable_bytes")),
          feeds(SystemMetrics.NETWORK_RECEIVE, network("node_network_receive_bytes_total"))
              .noting("all devices but loopback, virtual ones too"),
          feeds(SystemMetrics.NETWORK_TRANSMIT, network("node_network_transmit_bytes_total"))
              .noting("all devices but loopback, virtual ones too")),
      Stream.concat(Gap.SERVICE.stream(), Stream.of(Gap.GPUS)).toList());

  private NodeExporter() {}

  private static ForeignSeries network(String name) {
    return named(name).whereNot("device", "lo");
  }
}
