/**
 * What measured data say about the numbers of the alerts: {@link io.github.llmmetrics.stack.tuning.Baseline} suggests
 * thresholds, {@link io.github.llmmetrics.stack.tuning.NoiseReport} tells which alerts cost too much attention.
 *
 * <p>May use: alert, rule, promql, promql.parse, prometheus, format.
 */
@NullMarked
package io.github.llmmetrics.stack.tuning;

import org.jspecify.annotations.NullMarked;
