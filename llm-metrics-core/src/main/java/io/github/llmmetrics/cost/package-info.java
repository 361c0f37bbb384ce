/**
 * What a request cost: the price table.
 *
 * <p>{@link io.github.llmmetrics.cost.PriceTable} is the entry point.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.github.llmmetrics.cost;

import org.jspecify.annotations.NullMarked;
