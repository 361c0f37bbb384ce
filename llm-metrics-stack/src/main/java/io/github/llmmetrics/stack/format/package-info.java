/**
 * How texts are written: YAML that every reader understands in the same way, JSON, and tables for a terminal.
 *
 * <p>May use: snakeyaml-engine, Jackson.
 */
@NullMarked
package io.github.llmmetrics.stack.format;

import org.jspecify.annotations.NullMarked;
