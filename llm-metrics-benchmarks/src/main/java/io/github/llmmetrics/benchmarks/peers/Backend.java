package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.catalogue.MetricDefinition;

/** A metrics library behind the least that a service needs of it, so that all libraries are used in the same two ways. */
interface Backend {

  /** What a duration of nanoseconds is divided by for a histogram in seconds. */
  double NANOS_PER_SECOND = 1e9;

  /** A histogram in seconds. */
  Distribution durations(MetricDefinition metric);

  /** A histogram of a number of tokens. */
  Distribution lengths(MetricDefinition metric);

  Count counter(MetricDefinition metric);

  /** A number that goes up and down. */
  Count upDown(MetricDefinition metric);

  int scrape();

  /** A histogram. */
  interface Distribution {

    /** Looks up the series and observes. */
    void observe(long amount, String... labelValues);

    Observer series(String... labelValues);
  }

  /** One series of a histogram: nanoseconds of a duration, or a length. */
  interface Observer {

    void observe(long amount);
  }

  /** A counter, or what goes up and down. */
  interface Count {

    /** Looks up the series and adds. */
    void add(long amount, String... labelValues);

    Adder series(String... labelValues);
  }

  /** One series of a counter. */
  interface Adder {

    void add(long amount);
  }
}
