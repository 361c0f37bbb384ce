/**
 * A small client of Prometheus' HTTP API: {@link io.github.llmmetrics.stack.prometheus.PrometheusClient} asks, {@link
 * io.github.llmmetrics.stack.prometheus.HttpSource} carries. Every failure is one exception with one line for a person.
 *
 * <p>May use: java.net.http, Jackson.
 */
@NullMarked
package io.github.llmmetrics.stack.prometheus;

import org.jspecify.annotations.NullMarked;
