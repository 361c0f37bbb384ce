/**
 * The monitoring stack for docker compose: the services, how Prometheus sees them, and what Grafana is provisioned with.
 *
 * <p>{@link io.github.llmmetrics.stack.compose.ComposeFiles} makes all of it from {@link
 * io.github.llmmetrics.stack.compose.ComposeSettings}; the rules, dashboards and configurations that the services read are those of
 * the other packages, from the folder above. The images' versions are in one class, and nothing is in a file that is a secret:
 * {@link io.github.llmmetrics.stack.compose.Secrets} writes those beside it, once.
 *
 * <p>May use: alert, collector, format, promql, scrape, secret.
 */
@NullMarked
package io.github.llmmetrics.stack.compose;

import org.jspecify.annotations.NullMarked;
