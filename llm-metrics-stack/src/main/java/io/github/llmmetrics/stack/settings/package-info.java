/**
 * All that a team may set, {@link io.github.llmmetrics.stack.settings.MonitoringSettings}, and as a YAML file: {@link io.github.llmmetrics.stack.settings.SettingsFile} reads one, {@link
 * io.github.llmmetrics.stack.settings.SettingsTemplate} writes one to start from. {@link
 * io.github.llmmetrics.stack.settings.MonitoringRules} is every rule that follows from them.
 *
 * <p>May use: the catalogue, rule, alert, alertmanager, scrape, engine, collector, compose, kubernetes, secret, promql, format, suggest, snakeyaml-engine.
 */
@NullMarked
package io.github.llmmetrics.stack.settings;

import org.jspecify.annotations.NullMarked;
