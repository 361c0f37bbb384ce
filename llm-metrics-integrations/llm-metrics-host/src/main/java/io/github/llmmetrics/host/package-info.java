/**
 * Host metrics: polls CPUs, memory and network on a thread of its own and writes what they say into a Prometheus
 * registry. {@link io.github.llmmetrics.host.HostMetrics} is the front door; behind {@code HostReader} stands OSHI, and
 * only {@code OshiHostReader} knows it.
 *
 * <p>May use: core's {@code catalogue}, {@code instrument} and {@code internal}, the front door's {@code LlmMetrics},
 * client_java's registry, and OSHI in {@code OshiHostReader} alone.
 */
@NullMarked
package io.github.llmmetrics.host;

import org.jspecify.annotations.NullMarked;
