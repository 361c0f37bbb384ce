package io.github.llmmetrics.gpu;

import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import org.jspecify.annotations.Nullable;

/** A series of a counter that the driver keeps: there while the driver tells it, and not 0 before. Confined as its device. */
final class ReportedCounter {

  private final CounterFamily family;
  private final String[] labels;
  private @Nullable CounterCell cell;

  ReportedCounter(CounterFamily family, String... labels) {
    this.family = family;
    this.labels = labels;
  }

  /** Takes the driver's total; NaN if it told none. */
  void set(double total) {
    if (Double.isNaN(total)) {
      remove();
    } else {
      CounterCell present = cell;
      if (present == null) {
        present = family.cell(labels);
        cell = present;
      }
      present.report(total);
    }
  }

  private void remove() {
    if (cell != null) {
      family.remove(labels);
      cell = null;
    }
  }
}
