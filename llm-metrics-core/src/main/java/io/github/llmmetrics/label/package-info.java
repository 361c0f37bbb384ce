/**
 * What stands between a client's string and a series: repair, caps and overflow, and the policy for customers.
 *
 * <p>{@link io.github.llmmetrics.label.LabelGuard} and, for customers, {@link io.github.llmmetrics.label.HeavyHitters} are
 * the entry points; a host meets only
 * {@link io.github.llmmetrics.label.CustomerPolicy}.
 *
 * <p>May use: {@code internal}, and {@code javax.crypto} of the JDK.
 */
@NullMarked
package io.github.llmmetrics.label;

import org.jspecify.annotations.NullMarked;
