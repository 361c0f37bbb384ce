package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinitions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Exposes as 0 what a new model's counters are known to count, so that the first increase is seen as one. */
final class NewModel implements Consumer<String> {

  private final DeclaredValues declared;
  private final EngineInstruments engines;
  private final QualityInstruments quality;
  private final @Nullable CustomerInstruments customers;

  NewModel(
      DeclaredValues declared,
      EngineInstruments engines,
      QualityInstruments quality,
      @Nullable CustomerInstruments customers) {
    this.declared = declared;
    this.engines = engines;
    this.quality = quality;
    this.customers = customers;
  }

  @Override
  public void accept(String model) {
    engines.engine(model);
    quality.declare(
        model,
        declared.values(LabelDefinitions.REFUSAL_REASON),
        declared.values(LabelDefinitions.SAFETY_CATEGORY));
    if (customers != null) {
      declared
          .values(LabelDefinitions.CUSTOMER_ID)
          .forEach(customer -> customers.declare(customer, model));
    }
  }
}
