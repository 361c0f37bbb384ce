/**
 * The command line: {@link io.github.llmmetrics.stack.cli.LlmMetricsCli} is its main class.
 *
 * <p>A command reads its arguments, lets another package do the work and prints what came out. It exits with 0 if all is well,
 * 1 if it found something, 2 if it could not do its work.
 *
 * <p>May use: all other packages, picocli.
 */
@NullMarked
package io.github.llmmetrics.stack.cli;

import org.jspecify.annotations.NullMarked;
