/**
 * Reads PromQL that a person wrote: {@link io.github.llmmetrics.stack.promql.parse.PromqlParser} makes an {@link
 * io.github.llmmetrics.stack.promql.parse.Expression} of it.
 *
 * <p>It knows the grammar of Prometheus 2 and 3 and Grafana's variables, not the types of expressions: what it accepts,
 * Prometheus may still refuse.
 *
 * <p>May use: promql.
 */
@NullMarked
package io.github.llmmetrics.stack.promql.parse;

import org.jspecify.annotations.NullMarked;
