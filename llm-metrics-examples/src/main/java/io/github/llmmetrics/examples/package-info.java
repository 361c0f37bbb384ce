/**
 * Examples to run: {@link io.github.llmmetrics.examples.GpuHost} here, and the chat service in {@code chat}.
 *
 * <p>May use: every published module.
 */
@NullMarked
package io.github.llmmetrics.examples;

import org.jspecify.annotations.NullMarked;
