package io.github.llmmetrics.instrument;

/** Which representation a histogram exposes. */
public enum HistogramForm {
  /** Buckets with fixed bounds, {@code le}: read by every Prometheus and by every rule and dashboard of ours. */
  CLASSIC,
  /**
   * Both: a Prometheus that scrapes native histograms keeps the classic buckets only where it is told to
   * ({@code always_scrape_classic_histograms}), and each observation costs about twice.
   */
  CLASSIC_AND_NATIVE,
  /** Exponential buckets only: finer and smaller, but invisible in the text format and to classic queries. */
  NATIVE
}
