/**
 * PromQL, made from records of the catalogue: no query spells a metric's name.
 *
 * <p>{@link io.github.llmmetrics.stack.promql.Scope} is the entry point: it gives the series of a metric, and what a type of
 * metric does not allow cannot be written. A counter is nothing until it is a {@code rate} or an {@code increase}, a
 * histogram until it is a quantile, a mean or a share; a ratio cannot be summed; a sum keeps the labels that are used later.
 *
 * <p>May use: the catalogue.
 */
@NullMarked
package io.github.llmmetrics.stack.promql;

import org.jspecify.annotations.NullMarked;
