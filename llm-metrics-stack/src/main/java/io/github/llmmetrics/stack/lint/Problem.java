package io.github.llmmetrics.stack.lint;

/**
 * What is wrong with one query.
 *
 * @param rule which it breaks
 * @param message what is wrong, as a sentence without a full stop
 * @param fix what to do
 */
record Problem(LintRule rule, String message, String fix) {}
