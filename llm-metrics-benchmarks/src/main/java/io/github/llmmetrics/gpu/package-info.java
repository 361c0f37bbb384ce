/**
 * Benchmarks of GPU polling, in the package of what they measure so that they reach it. On the stand-in for NVML, never a
 * driver.
 */
@NullMarked
package io.github.llmmetrics.gpu;

import org.jspecify.annotations.NullMarked;
