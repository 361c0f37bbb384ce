package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.NanoClock;
import io.github.llmmetrics.label.LabelGuard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The families of quality, refusals, safety and satisfaction. */
final class QualityInstruments {

  private final LabelGuard labels;
  private final SelfInstruments self;
  private final ScoreInstruments quality;
  private final ScoreInstruments satisfaction;
  private final CounterFamily refusals;
  private final CounterFamily safetyTriggers;

  QualityInstruments(InstrumentSet set, LabelGuard labels, SelfInstruments self, NanoClock clock) {
    this.labels = labels;
    this.self = self;
    quality = new ScoreInstruments(
        set.histogram(ModelMetrics.QUALITY_SCORES), set.gauge(ModelMetrics.QUALITY_SCORE), clock);
    satisfaction = new ScoreInstruments(
        set.histogram(BusinessMetrics.SATISFACTION_SCORES),
        set.gauge(BusinessMetrics.USER_SATISFACTION),
        clock);
    refusals = set.counter(ModelMetrics.REFUSALS);
    safetyTriggers = set.counter(ModelMetrics.SAFETY_TRIGGERS);
  }

  void declare(String model, List<String> refusalReasons, List<String> safetyCategories) {
    refusalReasons.forEach(reason -> refusals.cell(model, reason));
    safetyCategories.forEach(category -> safetyTriggers.cell(model, category));
  }

  void score(String model, @Nullable String evaluator, double score) {
    if (isScore(score)) {
      quality.observe(model, labels.admit(LabelDefinitions.EVALUATOR.name(), evaluator), score);
    }
  }

  void satisfaction(String model, @Nullable String segment, double score) {
    if (isScore(score)) {
      satisfaction.observe(model, labels.admit(LabelDefinitions.SEGMENT.name(), segment), score);
    }
  }

  void refusal(String model, @Nullable String reason) {
    refusals
        .cell(model, labels.admit(LabelDefinitions.REFUSAL_REASON.name(), reason))
        .increment();
  }

  void safetyTrigger(String model, @Nullable String category) {
    safetyTriggers
        .cell(model, labels.admit(LabelDefinitions.SAFETY_CATEGORY.name(), category))
        .increment();
  }

  private boolean isScore(double score) {
    return NumberCheck.inRange(score, 1, self);
  }
}
