package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.collector.CollectorConfiguration;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.Component;
import io.github.llmmetrics.stack.collector.Pipeline;
import io.github.llmmetrics.stack.collector.Role;
import io.github.llmmetrics.stack.format.Tree;
import java.time.Duration;
import java.util.List;

/** The configuration of Jaeger, which is a Collector with a store that forgets traces after a time. */
final class JaegerFile {

  static final String JAEGER = "jaeger";
  static final int WEB_PORT = 16_686;
  static final int HEALTH_PORT = 13_133;
  static final String DATA = "/tmp";

  private static final String STORE = "traces";
  private static final String FOLDER = DATA + "/jaeger";

  private static final List<Component> WAY = List.of(
      new Component(
          Role.RECEIVER,
          "otlp",
          Tree.of("protocols", Tree.of("grpc", endpoint(CollectorPipelines.OTLP_GRPC_PORT)))),
      new Component(Role.EXPORTER, "jaeger_storage_exporter", Tree.of("trace_storage", STORE)));

  private JaegerFile() {}

  static String text(ComposeSettings settings) {
    return new CollectorConfiguration(
            List.of(
                storage(settings.tracesRetention()),
                new Component(
                    Role.EXTENSION,
                    "jaeger_query",
                    Tree.of("storage", Tree.of("traces", STORE)).with("http", endpoint(WEB_PORT))),
                new Component(
                    Role.EXTENSION,
                    "healthcheckv2",
                    Tree.of("use_v2", true).with("http", endpoint(HEALTH_PORT)))),
            List.of(new Pipeline("traces", WAY)),
            8888)
        .text();
  }

  private static Component storage(Duration retention) {
    return new Component(
        Role.EXTENSION,
        "jaeger_storage",
        Tree.of(
            "backends",
            Tree.of(
                STORE,
                Tree.of(
                    "badger",
                    Tree.of("directories", Tree.of("keys", FOLDER).with("values", FOLDER))
                        .with("ephemeral", false)
                        // Go knows no days.
                        .with("ttl", Tree.of("spans", retention.toHours() + "h"))))));
  }

  private static Tree endpoint(int port) {
    return Tree.of("endpoint", "0.0.0.0:" + port);
  }
}
