/**
 * Pushes what a Prometheus registry holds to an OpenTelemetry Collector. {@link io.github.llmmetrics.otlp.OtlpPusher} is
 * the front door; {@code SnapshotConversion} says in OTLP's words what a snapshot says in Prometheus's, and the
 * OpenTelemetry SDK's exporter sends it.
 *
 * <p>May use: core's {@code internal}, client_java's registry and snapshots, and OpenTelemetry's API, data model and OTLP
 * exporter.
 */
@NullMarked
package io.github.llmmetrics.otlp;

import org.jspecify.annotations.NullMarked;
