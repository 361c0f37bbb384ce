/**
 * Wrappers around a stream of a model's answer, for the types of the JDK: iterators, streams, publishers, callbacks, stages,
 * and the bytes or lines of server-sent events and NDJSON. {@link io.github.llmmetrics.stream.StreamMetrics} makes them for
 * elements of the host's types, {@link io.github.llmmetrics.stream.EventStreamMetrics} for bytes and lines.
 *
 * <p>Each is transparent: the same elements in the same order, the same errors, demand and cancellation. None holds its
 * request longer than the host holds the wrapper.
 *
 * <p>May use: the root package and the JDK.
 */
@NullMarked
package io.github.llmmetrics.stream;

import org.jspecify.annotations.NullMarked;
