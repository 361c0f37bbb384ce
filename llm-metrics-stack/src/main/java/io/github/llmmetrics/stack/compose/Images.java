package io.github.llmmetrics.stack.compose;

/** The one place where the versions of the images are. */
final class Images {

  static final String PROMETHEUS = "prom/prometheus:v3.14.0";
  static final String ALERTMANAGER = "prom/alertmanager:v0.34.0";
  static final String GRAFANA = "grafana/grafana:13.2.2";
  static final String COLLECTOR = "otel/opentelemetry-collector-contrib:0.159.0";
  static final String JAEGER = "jaegertracing/jaeger:2.20.0";
  static final String NODE_EXPORTER = "prom/node-exporter:v1.12.1";
  static final String DCGM_EXPORTER = "nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless";

  private Images() {}
}
