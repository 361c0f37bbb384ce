/**
 * {@code /metrics} for hosts that have no HTTP server of their own.
 *
 * <p>{@link io.github.llmmetrics.exporter.MetricsServer} is all there is.
 *
 * <p>May use: client_java.
 */
@NullMarked
package io.github.llmmetrics.exporter;

import org.jspecify.annotations.NullMarked;
