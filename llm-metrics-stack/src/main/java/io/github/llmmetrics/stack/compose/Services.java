package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.collector.CollectorPipelines;
import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.scrape.PrometheusConfiguration;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The containers. */
final class Services {

  private static final String PROMETHEUS_DATA = "prometheus";
  private static final String ALERTMANAGER_DATA = "alertmanager";
  private static final String GRAFANA_DATA = "grafana";
  private static final String TRACES = "traces";

  private static final String READ_ONLY = ":ro";

  /** Bash alone asks by HTTP: the image has no other client. */
  private static final String DCGM_HEALTH = """
      exec 3<>/dev/tcp/127.0.0.1/9400 \
      && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 \
      && read -r protocol status rest <&3 \
      && [ "$$status" = 200 ]""";

  private Services() {}

  static List<Service> all(
      StackSettings stack,
      PrometheusConfiguration prometheus,
      CollectorSettings collector,
      Map<String, SecretFile> secrets) {
    List<Service> services = new ArrayList<>(List.of(
        prometheus(prometheus, secrets.keySet()), alertmanager(), grafana(stack), collector()));
    if (collector.isTracing()) {
      services.add(jaeger());
    }
    services.add(nodeExporter());
    services.add(dcgmExporter());
    return services;
  }

  /** What outlives the containers. */
  static List<String> volumes(CollectorSettings collector) {
    List<String> volumes =
        new ArrayList<>(List.of(PROMETHEUS_DATA, ALERTMANAGER_DATA, GRAFANA_DATA));
    if (collector.isTracing()) {
      volumes.add(TRACES);
    }
    return volumes;
  }

  private static Service prometheus(PrometheusConfiguration configuration, Set<String> secrets) {
    List<String> command = new ArrayList<>(
        List.of("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"));
    command.addAll(configuration.options());
    command.add("--web.enable-lifecycle");
    return Service.of(ComposePrometheus.PROMETHEUS, Images.PROMETHEUS)
        .command(command.toArray(String[]::new))
        .ports(ComposePrometheus.PROMETHEUS_PORT)
        .volumes(
            // A folder, so that a file that was replaced is seen when Prometheus reads it anew.
            "./prometheus:/etc/prometheus" + READ_ONLY,
            "../rules:" + ComposePrometheus.RULES + READ_ONLY,
            PROMETHEUS_DATA + ":/prometheus")
        .secrets(secrets.stream()
            .filter(name -> !name.equals(Secrets.GRAFANA_PASSWORD))
            .toArray(String[]::new))
        .with("extra_hosts", List.of(ComposeSettings.HOST + ":host-gateway"))
        .healthyIf("CMD", "promtool", "check", "ready");
  }

  private static Service alertmanager() {
    return Service.of(ComposePrometheus.ALERTMANAGER, Images.ALERTMANAGER)
        .command(
            "--config.file=/etc/alertmanager/alertmanager.yml",
            "--storage.path=/alertmanager",
            // One alone: it has nobody to gossip with.
            "--cluster.listen-address=")
        .ports(ComposePrometheus.ALERTMANAGER_PORT)
        .volumes(
            "../alertmanager.yml:/etc/alertmanager/alertmanager.yml" + READ_ONLY,
            "./" + Secrets.FOLDER + "/" + Secrets.ALERTMANAGER + ":/etc/alertmanager/secrets"
                + READ_ONLY,
            ALERTMANAGER_DATA + ":/alertmanager")
        .healthyIf(
            "CMD",
            "amtool",
            "--alertmanager.url=http://127.0.0.1:" + ComposePrometheus.ALERTMANAGER_PORT,
            "cluster",
            "show");
  }

  private static Service grafana(StackSettings stack) {
    return Service.of("grafana", Images.GRAFANA)
        .environment(Tree.of("GF_SECURITY_ADMIN_PASSWORD__FILE", secret(Secrets.GRAFANA_PASSWORD))
            .with("GF_SERVER_ROOT_URL", rootUrl(stack.addresses().grafana()))
            .with("GF_PLUGINS_PREINSTALL_DISABLED", "true")
            .with("GF_ANALYTICS_REPORTING_ENABLED", "false")
            .with("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
            .with("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"))
        .ports(3000)
        .volumes(
            "./grafana/datasources.yml:/etc/grafana/provisioning/datasources/llm-metrics.yml"
                + READ_ONLY,
            "./grafana/dashboards.yml:/etc/grafana/provisioning/dashboards/llm-metrics.yml"
                + READ_ONLY,
            "../dashboards:" + Provisioning.DASHBOARDS + READ_ONLY,
            GRAFANA_DATA + ":/var/lib/grafana")
        .secrets(Secrets.GRAFANA_PASSWORD)
        .healthyIfAnswers(3000, "/api/health");
  }

  /** Without a health check: there is no other program in its image. */
  private static Service collector() {
    return Service.of(CollectorPipelines.JOB, Images.COLLECTOR)
        .command("--config=/etc/otelcol-contrib/collector.yml")
        .ports(
            CollectorPipelines.OTLP_GRPC_PORT,
            CollectorPipelines.OTLP_HTTP_PORT,
            CollectorPipelines.HEALTH_PORT)
        .volumes("../collector.yml:/etc/otelcol-contrib/collector.yml" + READ_ONLY);
  }

  private static Service jaeger() {
    return Service.of(JaegerFile.JAEGER, Images.JAEGER)
        .command("--config=/etc/jaeger/jaeger.yml")
        .ports(JaegerFile.WEB_PORT)
        .volumes(
            "./jaeger.yml:/etc/jaeger/jaeger.yml" + READ_ONLY,
            // A new volume is as the image's folder is: the only one that any user may write to.
            TRACES + ":" + JaegerFile.DATA)
        .healthyIfAnswers(JaegerFile.HEALTH_PORT, "/status");
  }

  /** Without what it would tell of the network: that is its container's, not the machine's. */
  private static Service nodeExporter() {
    return Service.of(ComposePrometheus.NODE, Images.NODE_EXPORTER)
        .command(
            "--path.rootfs=/host",
            "--no-collector.arp",
            "--no-collector.conntrack",
            "--no-collector.netclass",
            "--no-collector.netdev",
            "--no-collector.netstat",
            "--no-collector.sockstat",
            "--no-collector.softnet",
            "--no-collector.udp_queues")
        .with("pid", "host")
        .volumes("/:/host" + READ_ONLY)
        .healthyIfAnswers(ComposePrometheus.NODE_PORT, "/");
  }

  private static Service dcgmExporter() {
    return Service.of(ComposePrometheus.DCGM, Images.DCGM_EXPORTER)
        .with("profiles", List.of("gpu"))
        // For the profiling metrics among its default ones.
        .with("cap_add", List.of("SYS_ADMIN"))
        .with(
            "deploy",
            Tree.of(
                "resources",
                Tree.of(
                    "reservations",
                    Tree.of(
                        "devices",
                        List.of(Tree.of("driver", "nvidia")
                            .with("count", "all")
                            .with("capabilities", List.of("gpu")))))))
        .healthyIf("CMD", "bash", "-c", DCGM_HEALTH);
  }

  static String secret(String name) {
    return "/run/secrets/" + name;
  }

  /** With a slash at its end, as Grafana wants it, and without what compose would expand. */
  private static String rootUrl(URI grafana) {
    return (grafana + "/").replaceAll("//$", "/").replace("$", "$$");
  }
}
