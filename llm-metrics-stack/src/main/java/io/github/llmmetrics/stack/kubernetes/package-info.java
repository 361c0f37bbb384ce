/**
 * The monitoring of an LLM service for a Kubernetes with the Prometheus Operator, as kube-prometheus-stack installs it: what is
 * scraped, the rules, and the dashboards that Grafana's sidecar finds.
 *
 * <p>{@link io.github.llmmetrics.stack.kubernetes.KubernetesManifests} makes all of it from {@link
 * io.github.llmmetrics.stack.kubernetes.KubernetesSettings}.
 *
 * <p>May use: the catalogue, alert, dashboard, format, grafana, promql, rule.
 */
@NullMarked
package io.github.llmmetrics.stack.kubernetes;

import org.jspecify.annotations.NullMarked;
