package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.EngineMetrics;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.QualityMetrics;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.examples.chat.engine.EngineListener;
import io.github.llmmetrics.gpu.GpuMetrics;
import io.github.llmmetrics.host.HostMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of this service and of its machine, GPUs where there are some: builds them, and declares what they will
 * count so that it starts at 0.
 */
final class ServiceMetrics implements AutoCloseable {

  private final LlmMetrics metrics;
  private final HostMetrics host;
  private final GpuMetrics gpus;

  private ServiceMetrics(LlmMetrics metrics) {
    this.metrics = metrics;
    host = HostMetrics.builder(metrics).start();
    gpus = GpuMetrics.builder(metrics).start();
  }

  /** Builds the metrics, on a registry of their own. */
  static ServiceMetrics create(List<String> models, Collection<String> customers) {
    return new ServiceMetrics(LlmMetrics.builder()
        .registry(new PrometheusRegistry())
        .models(models.toArray(String[]::new))
        .customers(customers.toArray(String[]::new))
        .evaluators(AnswerQuality.EVALUATORS)
        .refusalReasons(Violation.reasons())
        .safetyCategories(Violation.categories())
        .segments(FeedbackHandler.SEGMENTS)
        .prices(PriceTable.parse(Resources.text("prices.csv")))
        .build());
  }

  /** Begins a request. */
  RequestRecorder begin(String model, @Nullable String customer) {
    return new RequestRecorder(metrics.middleware().begin(model, customer));
  }

  /** What the engine of a model tells while it works: the one figure of it that a scrape cannot ask for. */
  EngineListener engineListener(String model) {
    EngineMetrics engine = metrics.engine(model);
    return new EngineListener() {
      @Override
      public void step(int batchSize) {
        engine.recordBatchSize(batchSize);
      }
    };
  }

  /** Reads the engine of a model at each scrape. */
  void watch(ServedModel model) {
    metrics.engine(model.name()).watch(new EngineView(model::snapshot));
  }

  QualityMetrics quality(String model) {
    return metrics.quality(model);
  }

  PrometheusRegistry registry() {
    return metrics.registry();
  }

  @Override
  public void close() {
    gpus.close();
    host.close();
    metrics.close();
  }
}
