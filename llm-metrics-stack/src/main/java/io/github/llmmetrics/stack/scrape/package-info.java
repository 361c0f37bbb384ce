/**
 * Prometheus' configuration: whom it scrapes, whom it tells, and where else its data goes.
 *
 * <p>{@link io.github.llmmetrics.stack.scrape.PrometheusConfiguration} makes it from {@link
 * io.github.llmmetrics.stack.scrape.PrometheusSettings} and the settings of the rules. It is for Prometheus 3 or, by a
 * switch, for 2.42 and later: keys differ, rules do not. No secret is ever in it, only the paths of their files.
 *
 * <p>May use: the catalogue, alert, rule, promql, format, secret.
 */
@NullMarked
package io.github.llmmetrics.stack.scrape;

import org.jspecify.annotations.NullMarked;
