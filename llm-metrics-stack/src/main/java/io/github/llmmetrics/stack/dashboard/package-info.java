/**
 * The dashboards of an LLM service: operations, model performance, objectives, GPUs, and one for who pays for it.
 *
 * <p>{@link io.github.llmmetrics.stack.dashboard.Dashboards} is the entry point. A value is coloured at the catalogue's attention
 * thresholds; where an alert watches the same value, its threshold is a line and its playbook a link.
 *
 * <p>May use: the catalogue, promql, alert, rule, grafana.
 */
@NullMarked
package io.github.llmmetrics.stack.dashboard;

import org.jspecify.annotations.NullMarked;
