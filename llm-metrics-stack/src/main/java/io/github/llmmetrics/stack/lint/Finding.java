package io.github.llmmetrics.stack.lint;

/**
 * What is wrong, and where.
 *
 * @param file the file or address
 * @param place the panel, rule or series in it
 * @param rule which it breaks
 * @param message what is wrong, as a sentence without a full stop
 * @param fix what to do
 */
public record Finding(String file, String place, LintRule rule, String message, String fix) {}
