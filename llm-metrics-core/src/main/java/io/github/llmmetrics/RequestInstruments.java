package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.HistogramFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.instrument.Ledger;
import io.github.llmmetrics.label.LabelGuard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The families that requests write into, and their cells by model. */
final class RequestInstruments {

  private static final String MODEL = LabelDefinitions.MODEL.name();

  final Ledger ledger;
  final HistogramFamily ttft;
  final HistogramFamily firstVisibleToken;
  final HistogramFamily itl;
  final HistogramFamily tpot;
  final HistogramFamily latency;
  final HistogramFamily queueTime;
  final HistogramFamily backpressure;
  final HistogramFamily outputTokens;
  final HistogramFamily promptTokens;
  final CounterFamily tokens;
  final CounterFamily cachedPromptTokens;
  final CounterFamily reasoningTokens;
  final CounterFamily usageMissing;
  final CounterFamily usageEstimated;
  final CounterFamily errors;
  final CounterFamily finishReasons;
  final @Nullable CostInstruments cost;
  final @Nullable CustomerInstruments customers;

  private final LabelGuard labels;
  private final Consumer<String> onNewModel;
  private final Map<String, ModelCells> models = new ConcurrentHashMap<>();

  RequestInstruments(
      InstrumentSet set,
      LabelGuard labels,
      @Nullable CostInstruments cost,
      @Nullable CustomerInstruments customers,
      Consumer<String> onNewModel) {
    this.labels = labels;
    this.onNewModel = onNewModel;
    this.cost = cost;
    this.customers = customers;
    ledger = set.ledger();
    ttft = set.histogram(ApplicationMetrics.TTFT);
    firstVisibleToken = set.histogram(ApplicationMetrics.FIRST_VISIBLE_TOKEN);
    itl = set.histogram(ApplicationMetrics.ITL);
    tpot = set.histogram(ApplicationMetrics.TPOT);
    latency = set.histogram(ApplicationMetrics.REQUEST_LATENCY);
    queueTime = set.histogram(ApplicationMetrics.QUEUE_TIME);
    backpressure = set.histogram(ApplicationMetrics.BACKPRESSURE);
    outputTokens = set.histogram(ModelMetrics.OUTPUT_TOKENS);
    promptTokens = set.histogram(ModelMetrics.PROMPT_LENGTH);
    tokens = set.counter(ApplicationMetrics.TOKENS);
    cachedPromptTokens = set.counter(ApplicationMetrics.CACHED_PROMPT_TOKENS);
    reasoningTokens = set.counter(ApplicationMetrics.REASONING_TOKENS);
    usageMissing = set.counter(ApplicationMetrics.USAGE_MISSING);
    usageEstimated = set.counter(ApplicationMetrics.USAGE_ESTIMATED);
    errors = set.counter(ApplicationMetrics.REQUEST_ERRORS);
    finishReasons = set.counter(ApplicationMetrics.FINISH_REASONS);
  }

  /** The cells of a clean name that was seen before; null says nothing about any other. */
  @Nullable
  ModelCells known(String model) {
    return models.get(model);
  }

  /** The cells of any name that was repaired; its counters are exposed from now on. */
  ModelCells model(String repaired) {
    String label = labels.cap(MODEL, repaired);
    ModelCells cells = models.get(label);
    if (cells != null) {
      return cells;
    }
    ModelCells created = new ModelCells(this, label);
    ModelCells existing = models.putIfAbsent(label, created);
    if (existing != null) {
      return existing;
    }
    onNewModel.accept(label);
    return created;
  }

  String repair(@Nullable String model) {
    return labels.repair(MODEL, model);
  }
}
