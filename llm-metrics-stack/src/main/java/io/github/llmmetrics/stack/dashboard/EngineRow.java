package io.github.llmmetrics.stack.dashboard;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.promql.Window.RATE_INTERVAL;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Direction;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.stack.grafana.Panel;
import io.github.llmmetrics.stack.grafana.Row;
import io.github.llmmetrics.stack.grafana.TimeSeries;
import io.github.llmmetrics.stack.grafana.Unit;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.Vector;

/** What the engine tells of itself: queue, batch and KV cache. Empty for a service that tells nothing. */
final class EngineRow {

  private EngineRow() {}

  static Row of(Scope scope, Alerts alerts) {
    return Row.of(
        "Engine",
        alerts.watching(queueDepth(scope), Direction.HIGH_IS_BAD, "LLMHighQueueDepth"),
        oldestWaiting(scope),
        alerts.watching(kvCache(scope), Direction.HIGH_IS_BAD, "LLMKVCacheNearFull"),
        preemptions(scope),
        running(scope),
        batchSize(scope),
        prefixCacheHits(scope));
  }

  private static Panel queueDepth(Scope scope) {
    return byModel(
            "Queue depth by model",
            Unit.COUNT,
            "Requests that wait to be scheduled. A queue that grows for minutes: scale out now; one that comes and goes: "
                + "traffic in bursts, which a limit for each client may smooth.")
        .query(gauge(scope, ApplicationMetrics.QUEUE_DEPTH).sumBy(MODEL), "{{model}}");
  }

  private static Panel oldestWaiting(Scope scope) {
    return byModel(
            "Oldest waiting request",
            Unit.SECONDS,
            "How long the first in the queue has waited. If it grows while the queue is short, the engine stands still: look at its log.")
        .query(gauge(scope, ApplicationMetrics.OLDEST_WAITING).maxBy(MODEL), "{{model}}");
  }

  private static Panel kvCache(Scope scope) {
    return byModel(
            "KV cache usage",
            Unit.PERCENT,
            "The fullest KV cache of each model. Near the line: fewer concurrent sequences, shorter contexts, or more memory; "
                + "preemptions follow when it is full.")
        .query(gauge(scope, ApplicationMetrics.KV_CACHE_USAGE).maxBy(MODEL), "{{model}}")
        .between(0, 100);
  }

  private static Panel preemptions(Scope scope) {
    return byModel(
            "Preemptions",
            Unit.COUNTS_PER_SECOND,
            "Running requests that were put back for want of KV cache, and are computed again. Should be none: "
                + "lower the engine's limit of concurrent sequences.")
        .query(
            scope.counter(ApplicationMetrics.PREEMPTIONS).rate(RATE_INTERVAL).sumBy(MODEL),
            "{{model}}");
  }

  private static Panel running(Scope scope) {
    return byModel(
            "Running requests",
            Unit.COUNT,
            "Requests in the engines' batches. A flat top with a queue behind it: the engine's limit is reached; "
                + "raise it if KV cache is left, otherwise scale out.")
        .query(gauge(scope, ApplicationMetrics.RUNNING_REQUESTS).sumBy(MODEL), "{{model}}");
  }

  private static Panel batchSize(Scope scope) {
    HistogramSeries batch = scope.histogram(ApplicationMetrics.BATCH_SIZE);
    return byModel(
            "Batch size",
            Unit.COUNT,
            "Requests in one engine step: more throughput, but more time per token. If tokens come too slowly, lower the limit.")
        .query(batch.mean(RATE_INTERVAL, MODEL), "mean {{model}}")
        .query(batch.quantile(0.99, RATE_INTERVAL, MODEL), "p99 {{model}}");
  }

  private static Panel prefixCacheHits(Scope scope) {
    Vector hits =
        scope.counter(ApplicationMetrics.PREFIX_CACHE_HITS).rate(RATE_INTERVAL).sumBy(MODEL);
    Vector misses = scope
        .counter(ApplicationMetrics.PREFIX_CACHE_MISSES)
        .rate(RATE_INTERVAL)
        .sumBy(MODEL);
    return byModel(
            "Prefix cache hit rate",
            Unit.SHARE,
            "Prompt tokens that need not be computed again. A fall: prompts no longer begin alike, or requests of one "
                + "conversation go to different replicas; route them by session.")
        .query(Vector.ratio(hits, hits.plus(misses)), "{{model}}")
        .between(0, 1)
        .sized(24, 8);
  }

  private static Vector gauge(Scope scope, MetricDefinition metric) {
    return scope.gauge(metric).now();
  }

  private static Panel byModel(String title, Unit unit, String description) {
    return Panel.of(TimeSeries.LINES, title, unit, description).valueLink(Links.TO_MODEL);
  }
}
