package io.github.llmmetrics.stack.settings;

import io.github.llmmetrics.stack.collector.CollectorSettings;
import io.github.llmmetrics.stack.compose.ComposeSettings;
import io.github.llmmetrics.stack.kubernetes.KubernetesSettings;

/**
 * What a team may set of the places where its monitoring runs.
 *
 * @param collector of OpenTelemetry
 * @param compose containers on one machine
 * @param kubernetes objects of the Prometheus operator
 */
public record DeploymentSettings(
    CollectorSettings collector, ComposeSettings compose, KubernetesSettings kubernetes) {

  /** What is generated if a team sets nothing. */
  public static final DeploymentSettings DEFAULT = new DeploymentSettings(
      CollectorSettings.DEFAULT, ComposeSettings.DEFAULT, KubernetesSettings.DEFAULT);
}
