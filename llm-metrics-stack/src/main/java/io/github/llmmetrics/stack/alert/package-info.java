/**
 * Which alerts and recordings there are.
 *
 * <p>{@link io.github.llmmetrics.stack.alert.AlertCatalogue} lists the alerts with their defaults, {@link
 * io.github.llmmetrics.stack.alert.StackSettings} says what a team changed, and {@link
 * io.github.llmmetrics.stack.alert.RuleSet} makes rules of both. Dashboards take their lines and playbooks their queries from
 * here.
 *
 * <p>May use: the catalogue, promql, rule, format.
 */
@NullMarked
package io.github.llmmetrics.stack.alert;

import org.jspecify.annotations.NullMarked;
