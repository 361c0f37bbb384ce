package io.github.llmmetrics.benchmarks;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.RequestMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A library instance with live requests, for two threads to race over.
 *
 * <p>It costs a thousand times what a race does, hence several requests. The threads change roles from request to
 * request, so that neither gets ahead of the other by doing less.
 */
final class Stage {

  static final String MODEL = "m";
  static final int REQUESTS = 32;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final List<RequestMetrics> requests = new ArrayList<>();

  Stage() {
    MetricsMiddleware middleware =
        LlmMetrics.builder().registry(registry).models(MODEL).build().middleware();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(middleware.begin(MODEL));
    }
  }

  /** Does one thing to the first request, the other to the second, and so on. */
  void alternate(Consumer<RequestMetrics> first, Consumer<RequestMetrics> second) {
    for (int i = 0; i < REQUESTS; i++) {
      (i % 2 == 0 ? first : second).accept(requests.get(i));
    }
  }

  long count(Predicate<RequestMetrics> which) {
    return requests.stream().filter(which).count();
  }

  Scrape scrape() {
    return new Scrape(registry.scrape());
  }
}
