package io.github.llmmetrics.examples.chat.load;

import java.util.Map;

/** One time series of a scrape: its name and its labels. */
record Series(String name, Map<String, String> labels) {

  Series {
    labels = Map.copyOf(labels);
  }

  /** The label's value; a label that is absent is the empty one, as in Prometheus. */
  String label(String labelName) {
    return labels.getOrDefault(labelName, "");
  }
}
