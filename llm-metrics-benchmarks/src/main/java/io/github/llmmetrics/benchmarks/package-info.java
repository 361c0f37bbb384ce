/**
 * {@link io.github.llmmetrics.benchmarks.StressRun} runs the jcstress tests of what the library promises of threads.
 * Each lets two threads race over the same requests of a fresh {@link io.github.llmmetrics.LlmMetrics}, many times over
 * and as several compilers compile it, and lists every outcome that may be. {@link
 * io.github.llmmetrics.benchmarks.BenchmarkRun} runs the JMH benchmarks. {@link
 * io.github.llmmetrics.benchmarks.PerformanceRun} compares the library with its peers. Never published.
 */
@NullMarked
package io.github.llmmetrics.benchmarks;

import org.jspecify.annotations.NullMarked;
