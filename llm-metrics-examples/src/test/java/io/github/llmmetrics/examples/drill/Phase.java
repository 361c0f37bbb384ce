package io.github.llmmetrics.examples.drill;

/** What is seen of an alert, and by whom. */
enum Phase {
  /** Prometheus: its condition holds, and it waits. */
  PENDING,
  /** Prometheus: it waited long enough. */
  FIRING,
  /** Alertmanager: it holds it back, beside a worse one. */
  HELD_BACK,
  /** The webhook was told that it fires. */
  DELIVERED,
  /** Prometheus: its condition holds no more. */
  OVER,
  /** The webhook was told that it is over. */
  RESOLVED
}
