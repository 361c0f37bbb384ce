/**
 * GPU metrics: polls the driver on a thread of its own and writes what it says into a Prometheus registry. {@link
 * io.github.llmmetrics.gpu.GpuMetrics} is the front door; behind {@code GpuDriver} stands NVML, and only {@code
 * NvmlBinding} knows the native binding.
 *
 * <p>May use: core's {@code catalogue}, {@code instrument} and {@code internal}, the front door's {@code LlmMetrics},
 * client_java's registry, and org.bytedeco in {@code NvmlBinding} alone.
 */
@NullMarked
package io.github.llmmetrics.gpu;

import org.jspecify.annotations.NullMarked;
