/**
 * A served request as several libraries record it, the same work by each: four durations, two lengths, its tokens, its
 * status, its customer, and how many are active. {@link io.github.llmmetrics.benchmarks.peers.Peer} lists them. Never
 * published.
 */
@NullMarked
package io.github.llmmetrics.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
