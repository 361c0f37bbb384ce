/**
 * Prometheus rules as records: {@link io.github.llmmetrics.stack.rule.RuleGroup groups} of alerts and recordings, and their
 * form as a rule file.
 *
 * <p>It knows rules, not which ones there are: those are in {@code alert}. Users make rules of their own with it.
 *
 * <p>May use: promql, format.
 */
@NullMarked
package io.github.llmmetrics.stack.rule;

import org.jspecify.annotations.NullMarked;
