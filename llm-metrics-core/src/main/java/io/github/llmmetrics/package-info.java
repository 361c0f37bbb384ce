/**
 * {@link io.github.llmmetrics.LlmMetrics} is the entry point: it builds and registers everything, and hands out the
 * {@link io.github.llmmetrics.MetricsMiddleware} that records requests, and the inputs for what an engine
 * ({@link io.github.llmmetrics.EngineMetrics}) and a product ({@link io.github.llmmetrics.QualityMetrics}) can tell.
 *
 * <p>Two regimes for errors. Configuring throws at once, naming the setting, the value and the legal range. Recording
 * never throws, never blocks and never logs per call: bad numbers are refused and counted, bad strings are repaired and
 * counted, and a request's beginning and end are counted all the same.
 *
 * <p>May use: {@code catalogue}, {@code dialect}, {@code instrument}, {@code label}, {@code cost}, {@code internal} and client_java.
 */
@NullMarked
package io.github.llmmetrics;

import org.jspecify.annotations.NullMarked;
