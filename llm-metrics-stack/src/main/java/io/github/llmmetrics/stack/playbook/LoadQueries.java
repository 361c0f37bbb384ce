package io.github.llmmetrics.stack.playbook;

import static io.github.llmmetrics.catalogue.LabelDefinitions.CUSTOMER_ID;
import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.catalogue.LabelDefinitions.TOKEN_TYPE;
import static io.github.llmmetrics.stack.playbook.Windows.DAY;
import static io.github.llmmetrics.stack.playbook.Windows.NOW;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.stack.promql.CounterSeries;
import io.github.llmmetrics.stack.promql.HistogramSeries;
import io.github.llmmetrics.stack.promql.Scope;
import io.github.llmmetrics.stack.promql.TargetLabels;
import io.github.llmmetrics.stack.promql.Vector;
import java.util.List;

/** How much is asked of the service, by whom, and how full the engine is. */
final class LoadQueries {

  private static final CounterSeries STARTED =
      Scope.ALL.counter(ApplicationMetrics.REQUESTS_STARTED);
  private static final CounterSeries TOKENS = Scope.ALL.counter(ApplicationMetrics.TOKENS);
  private static final HistogramSeries PROMPT = Scope.ALL.histogram(ModelMetrics.PROMPT_LENGTH);
  private static final HistogramSeries OUTPUT = Scope.ALL.histogram(ModelMetrics.OUTPUT_TOKENS);
  private static final HistogramSeries BATCH = Scope.ALL.histogram(ApplicationMetrics.BATCH_SIZE);

  static final List<PlaybookQuery> ALL = List.of(
      new PlaybookQuery("queue-depth", queueDepth(MODEL)),
      PlaybookQuery.greatest("queue-depth-by-instance", queueDepth(TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery(
          "oldest-waiting",
          Scope.ALL.gauge(ApplicationMetrics.OLDEST_WAITING).now().maxBy(MODEL)),
      new PlaybookQuery("running", running(MODEL)),
      PlaybookQuery.greatest("running-by-instance", running(TargetLabels.INSTANCE, MODEL)),
      PlaybookQuery.greatest(
          "arrivals-by-instance", STARTED.rate(NOW).sumBy(TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery("arrivals-against-day", nowAgainstDay(STARTED, MODEL)),
      new PlaybookQuery("tokens-against-day", nowAgainstDay(TOKENS, MODEL, TOKEN_TYPE)),
      PlaybookQuery.greatest(
          "tokens-by-instance",
          TOKENS.where(TOKEN_TYPE, "completion").rate(NOW).sumBy(TargetLabels.INSTANCE, MODEL)),
      PlaybookQuery.greatest(
          "customers-by-requests",
          Scope.ALL.counter(BusinessMetrics.CUSTOMER_REQUESTS).rate(NOW).sumBy(CUSTOMER_ID, MODEL)),
      PlaybookQuery.greatest(
          "customers-by-tokens",
          Scope.ALL
              .counter(BusinessMetrics.CUSTOMER_TOKENS)
              .rate(NOW)
              .sumBy(CUSTOMER_ID, MODEL, TOKEN_TYPE)),
      new PlaybookQuery("prompt-length-p99", PROMPT.quantile(0.99, NOW, MODEL)),
      new PlaybookQuery("prompt-length-against-day", meanAgainstDay(PROMPT)),
      new PlaybookQuery("output-length-p99", OUTPUT.quantile(0.99, NOW, MODEL)),
      new PlaybookQuery("output-length-against-day", meanAgainstDay(OUTPUT)),
      new PlaybookQuery("batch-size", BATCH.mean(NOW, MODEL)),
      new PlaybookQuery("batch-size-p99", BATCH.quantile(0.99, NOW, MODEL)),
      new PlaybookQuery("kv-cache", kvCache(MODEL)),
      PlaybookQuery.greatest("kv-cache-by-instance", kvCache(TargetLabels.INSTANCE, MODEL)),
      new PlaybookQuery(
          "preemptions",
          Scope.ALL.counter(ApplicationMetrics.PREEMPTIONS).rate(NOW).sumBy(MODEL)),
      new PlaybookQuery("prefix-cache-hits", prefixCacheHits(MODEL)),
      new PlaybookQuery(
          "prefix-cache-hits-by-instance", prefixCacheHits(TargetLabels.INSTANCE, MODEL)));

  private LoadQueries() {}

  private static Vector queueDepth(LabelDefinition... by) {
    return Scope.ALL.gauge(ApplicationMetrics.QUEUE_DEPTH).now().sumBy(by);
  }

  private static Vector running(LabelDefinition... by) {
    return Scope.ALL.gauge(ApplicationMetrics.RUNNING_REQUESTS).now().sumBy(by);
  }

  private static Vector kvCache(LabelDefinition... by) {
    return Scope.ALL.gauge(ApplicationMetrics.KV_CACHE_USAGE).now().maxBy(by);
  }

  private static Vector prefixCacheHits(LabelDefinition... by) {
    Vector hits =
        Scope.ALL.counter(ApplicationMetrics.PREFIX_CACHE_HITS).rate(NOW).sumBy(by);
    Vector misses =
        Scope.ALL.counter(ApplicationMetrics.PREFIX_CACHE_MISSES).rate(NOW).sumBy(by);
    return hits.dividedBy(hits.plus(misses).above(0));
  }

  private static Vector nowAgainstDay(CounterSeries counter, LabelDefinition... by) {
    return counter.rate(NOW).sumBy(by).dividedBy(counter.rate(DAY).sumBy(by).above(0));
  }

  private static Vector meanAgainstDay(HistogramSeries histogram) {
    return histogram.mean(NOW, MODEL).dividedBy(histogram.mean(DAY, MODEL));
  }
}
