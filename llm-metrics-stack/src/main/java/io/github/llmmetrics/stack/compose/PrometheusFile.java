package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.format.Yaml;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus scrapes inside the compose network, and whom it tells. */
final class PrometheusFile {

  static final String PROMETHEUS = "prometheus";
  static final int PROMETHEUS_PORT = 9090;
  static final String ALERTMANAGER = "alertmanager";
  static final int ALERTMANAGER_PORT = 9093;
  static final String NODE = "node-exporter";
  static final int NODE_PORT = 9100;
  static final String DCGM = "dcgm-exporter";
  static final int DCGM_PORT = 9400;

  /** Where the rules are: outside of the configuration's folder, into which nothing can be mounted. */
  static final String RULES = "/etc/prometheus-rules";

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration LLM_INTERVAL = Duration.ofSeconds(5);

  private PrometheusFile() {}

  static String text(StackSettings stack, CollectorSettings collector, ComposeSettings settings) {
    List<Tree> jobs = new ArrayList<>();
    jobs.add(llm(stack, settings));
    jobs.add(job(PROMETHEUS, "localhost:" + PROMETHEUS_PORT));
    jobs.add(job(ALERTMANAGER, ALERTMANAGER + ":" + ALERTMANAGER_PORT));
    if (collector.isMetering()) {
      jobs.add(pushed());
    }
    jobs.add(job(NODE, NODE + ":" + NODE_PORT));
    jobs.add(dcgm());
    return Yaml.text(Tree.of(
            "global",
            Tree.of("scrape_interval", Durations.text(INTERVAL))
                .with("evaluation_interval", Durations.text(INTERVAL)))
        .with("rule_files", List.of(RULES + "/*.yml"))
        .with(
            "alerting",
            Tree.of(
                "alertmanagers",
                List.of(
                    Tree.of("static_configs", targets(ALERTMANAGER + ":" + ALERTMANAGER_PORT)))))
        .with("scrape_configs", jobs));
  }

  private static Tree llm(StackSettings stack, ComposeSettings settings) {
    return Tree.of("job_name", stack.jobs().get(0))
        .with("scrape_interval", Durations.text(LLM_INTERVAL))
        .with("scrape_timeout", Durations.text(LLM_INTERVAL))
        .with("authorization", Tree.of("credentials_file", Services.secret(Secrets.METRICS_TOKEN)))
        .with("static_configs", List.of(Tree.of("targets", settings.targets())));
  }

  /** What services push keeps the job and instance that they say. */
  private static Tree pushed() {
    return Tree.of("job_name", CollectorPipelines.JOB)
        .with("honor_labels", true)
        .with(
            "static_configs",
            targets(CollectorPipelines.JOB + ":" + CollectorPipelines.METRICS_PORT));
  }

  /** By its name: where its profile is off there is no such name, and so no target that is down. */
  private static Tree dcgm() {
    return Tree.of("job_name", DCGM)
        .with(
            "dns_sd_configs",
            List.of(Tree.of("names", List.of(DCGM)).with("type", "A").with("port", DCGM_PORT)));
  }

  private static Tree job(String name, String target) {
    return Tree.of("job_name", name).with("static_configs", targets(target));
  }

  private static List<Tree> targets(String target) {
    return List.of(Tree.of("targets", List.of(target)));
  }
}
