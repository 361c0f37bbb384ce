/**
 * How generated files are written: YAML that every reader understands in the same way, and JSON.
 *
 * <p>May use: snakeyaml-engine, Jackson.
 */
@NullMarked
package io.github.llmmetrics.stack.format;

import org.jspecify.annotations.NullMarked;
