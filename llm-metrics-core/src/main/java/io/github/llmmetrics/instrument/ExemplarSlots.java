package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest exemplar of each bucket.
 *
 * <p>client_java's own sampler looks for the current span when a value is observed; a request's last token often comes
 * from a thread that has none, or another request's.
 */
final class ExemplarSlots {

  private final BucketIndex index;
  private volatile @Nullable AtomicReferenceArray<@Nullable Exemplar> slots;

  ExemplarSlots(BucketIndex index) {
    this.index = index;
  }

  void put(double value, Labels labels) {
    AtomicReferenceArray<@Nullable Exemplar> present = slots;
    if (present == null) {
      // Most series never see one, so the slots come with the first. A race may lose an exemplar,
      // and nothing else.
      present = new AtomicReferenceArray<>(index.size());
      slots = present;
    }
    present.set(index.of(value), new Exemplar(value, labels, System.currentTimeMillis()));
  }

  Exemplars collect() {
    AtomicReferenceArray<@Nullable Exemplar> present = slots;
    if (present == null) {
      return Exemplars.EMPTY;
    }
    List<Exemplar> all = new ArrayList<>();
    for (int i = 0; i < present.length(); i++) {
      Exemplar exemplar = present.get(i);
      if (exemplar != null) {
        all.add(exemplar);
      }
    }
    return Exemplars.of(all);
  }
}
