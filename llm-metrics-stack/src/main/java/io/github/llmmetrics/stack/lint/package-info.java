/**
 * Holds dashboards, rules and scrapes that a team wrote itself to the catalogue.
 *
 * <p>{@link io.github.llmmetrics.stack.lint.Linter} is the entry point. A file becomes queries ({@code QueryFile}), a query an
 * expression, and three classes look at it: {@code NameRules} at names and labels, {@code TypeRules} at what a type of metric
 * allows, {@code UnitRules} at numbers and units. {@link io.github.llmmetrics.stack.lint.LintRule} lists what they find.
 *
 * <p>May use: the catalogue, promql, promql.parse, engine, suggest, format, Jackson.
 */
@NullMarked
package io.github.llmmetrics.stack.lint;

import org.jspecify.annotations.NullMarked;
