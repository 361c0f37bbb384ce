/**
 * What to do about an alert: a page for each, written by hand, with the queries, numbers and names generated into it.
 *
 * <p>{@link io.github.llmmetrics.stack.playbook.Playbooks} is the entry point. The texts are resources of this package. They
 * name a query, a metric or a number of the alert by a placeholder such as <code>{{query queue-depth}}</code>, so that they
 * cannot show one that does not exist any more. A template engine would bring loops and conditions that a page to be read at
 * night should not need; pages made in Java would bury the texts in code; queries written out in the texts would rot.
 *
 * <p>May use: the catalogue, promql, rule, alert.
 */
@NullMarked
package io.github.llmmetrics.stack.playbook;

import org.jspecify.annotations.NullMarked;
