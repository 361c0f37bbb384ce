/**
 * How much a Prometheus has to hold: {@link io.github.llmmetrics.stack.estimate.Instance} says how many models, customers and
 * GPUs a service has, {@link io.github.llmmetrics.stack.estimate.Fleet} how many services there are and how often they are
 * scraped.
 *
 * <p>May use: the catalogue, alert, promql, format.
 */
@NullMarked
package io.github.llmmetrics.stack.estimate;

import org.jspecify.annotations.NullMarked;
