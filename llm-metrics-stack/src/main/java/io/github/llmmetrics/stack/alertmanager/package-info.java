/**
 * Alertmanager's configuration: who hears of which alert, and what keeps quiet.
 *
 * <p>{@link io.github.llmmetrics.stack.alertmanager.AlertmanagerConfiguration} is the whole of it as records, which users can make
 * for themselves. {@link io.github.llmmetrics.stack.alertmanager.AlertRouting} makes the one for our alerts from {@link
 * io.github.llmmetrics.stack.alertmanager.AlertmanagerSettings}: where a team is reached and when it maintains its service.
 *
 * <p>No secret is ever in it: Alertmanager reads them from files, of which only the paths are here. Alertmanager 0.25 and all
 * later ones read it, but for {@link io.github.llmmetrics.stack.alertmanager.WebhookFileNotifier}, which needs 0.26.
 *
 * <p>May use: the catalogue, promql, alert, rule, format, secret.
 */
@NullMarked
package io.github.llmmetrics.stack.alertmanager;

import org.jspecify.annotations.NullMarked;
