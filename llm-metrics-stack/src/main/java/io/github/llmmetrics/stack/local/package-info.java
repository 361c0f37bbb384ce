/**
 * The stack on this machine, as plain processes: a Prometheus and an Alertmanager that are on the path, with what is generated for
 * them.
 *
 * <p>{@link io.github.llmmetrics.stack.local.LocalStack} is the entry point. Whatever happens, no process outlives it, but for
 * a JVM that is killed without a chance to end them; the next stack in the same folder names what is left.
 *
 * <p>May use: alert, alertmanager, scrape, settings, format, prometheus, Jackson.
 */
@NullMarked
package io.github.llmmetrics.stack.local;

import org.jspecify.annotations.NullMarked;
