/**
 * Engines and exporters that are not ours, as data: {@link io.github.llmmetrics.stack.engine.Engines} lists them, each with
 * the series from which it feeds metrics of the catalogue and with the metrics that it cannot feed, and {@link
 * io.github.llmmetrics.stack.engine.EngineRules} makes recording rules of them.
 *
 * <p>Only here are names of others' series spelled.
 *
 * <p>May use: the catalogue, promql, rule, alert, format.
 */
@NullMarked
package io.github.llmmetrics.stack.engine;

import org.jspecify.annotations.NullMarked;
