package io.github.llmmetrics.instrument;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** Something that a scrape reads: one family, or several that must agree with each other. */
interface Source {

  List<Descriptor> descriptors();

  List<MetricSnapshot> collect();

  /** How many series each would have in a scrape, in the order of the descriptors, without making them. */
  List<Integer> seriesCounts();

  /**
   * How many series a scraper stores for each set of label values.
   *
   * @return 1, and more for a histogram only
   */
  default int seriesPerLabelSet() {
    return 1;
  }
}
