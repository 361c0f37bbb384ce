package io.github.llmmetrics;

import io.github.llmmetrics.CustomerInstruments.CustomerCells;
import io.github.llmmetrics.label.HeavyHitters.Shown;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The series of one customer that has series of its own, by model. Thread-safe. */
final class CustomerSeries {

  private final Set<String> models = ConcurrentHashMap.newKeySet();
  private final Map<String, CustomerCells> own = new ConcurrentHashMap<>();
  private final Map<String, Shown> shown = new ConcurrentHashMap<>();

  /** The cells for a model if all of them are the customer's own. */
  @Nullable
  CustomerCells own(String model) {
    return own.get(model);
  }

  void own(String model, CustomerCells cells) {
    own.put(model, cells);
  }

  /** Before series for a model are made, so that they are found when the customer's place is given up. */
  void add(String model) {
    models.add(model);
  }

  /** All models for which there may be series. */
  Set<String> models() {
    return models;
  }

  /** Whether scrapes have shown the series for a model, asked for the first time by who has just made them. */
  boolean isShown(String model, Supplier<Shown> now) {
    return shown.computeIfAbsent(model, made -> now.get()).isShown();
  }
}
