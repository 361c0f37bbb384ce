/**
 * The configuration of an OpenTelemetry Collector: what is pushed by OTLP becomes a target of Prometheus, and goes to a trace store.
 *
 * <p>{@link io.github.llmmetrics.stack.collector.CollectorConfiguration} is the whole of it as records, which users can make for
 * themselves; {@link io.github.llmmetrics.stack.collector.CollectorPipelines} makes ours from {@link
 * io.github.llmmetrics.stack.collector.CollectorSettings}. The components' names are those of collector-contrib 0.159.
 *
 * <p>May use: alert, format, promql.
 */
@NullMarked
package io.github.llmmetrics.stack.collector;

import org.jspecify.annotations.NullMarked;
