/**
 * What is generated for the chat service, on the real programs: every query of every dashboard, rule and playbook has data,
 * and every alert is seen to fire and to end.
 */
@NullMarked
package io.github.llmmetrics.examples.drill;

import org.jspecify.annotations.NullMarked;
