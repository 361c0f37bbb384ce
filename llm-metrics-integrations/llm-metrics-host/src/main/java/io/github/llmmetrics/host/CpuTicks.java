package io.github.llmmetrics.host;

/**
 * How long a logical CPU has been busy, and how long it has been there, in ticks of any length. Waiting for input and
 * output is not busy.
 */
record CpuTicks(long busy, long total) {}
