/**
 * A small Llama inference engine in plain Java: {@link
 * io.github.llmmetrics.examples.chat.engine.Engine} is the entry point.
 *
 * <p>It reads a GGUF file, tokenizes with byte-level BPE and computes the real transformer.
 * Requests share one engine thread by continuous batching over a paged key/value cache, so queue,
 * batch, cache and token figures are what the scheduler really did. It has no dependencies.
 *
 * <p>A reader can follow a request through {@code Engine}, {@code WaitingQueue}, {@code Scheduler},
 * {@code Transformer}, {@code Sampler} and {@code Generation}, in this order.
 */
@NullMarked
package io.github.llmmetrics.examples.chat.engine;

import org.jspecify.annotations.NullMarked;
