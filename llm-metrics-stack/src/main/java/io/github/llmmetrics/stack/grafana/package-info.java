/**
 * Grafana dashboards as records.
 *
 * <p>{@link io.github.llmmetrics.stack.grafana.Dashboard} is the entry point: rows of {@link
 * io.github.llmmetrics.stack.grafana.Panel panels}, whose places are computed. What Grafana would show as an empty or misleading panel
 * is refused when it is made: a panel without a description or query, a legend with a label that the query does not return, a
 * variable that nobody declared.
 *
 * <p>It knows Grafana, not which dashboards there are: those are in {@code dashboard}. Users make dashboards of their own with it.
 *
 * <p>May use: the catalogue, promql, format.
 */
@NullMarked
package io.github.llmmetrics.stack.grafana;

import org.jspecify.annotations.NullMarked;
