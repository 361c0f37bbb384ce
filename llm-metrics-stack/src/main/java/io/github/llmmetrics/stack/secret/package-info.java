/**
 * Secrets that other programs read: {@link io.github.llmmetrics.stack.secret.SecretFile} is the path of one, and {@link
 * io.github.llmmetrics.stack.secret.Credentials} who shows it. {@link
 * io.github.llmmetrics.stack.secret.LikelySecret} finds one that stands where none should. The secrets themselves never come in here.
 *
 * <p>May use: alert.
 */
@NullMarked
package io.github.llmmetrics.stack.secret;

import org.jspecify.annotations.NullMarked;
