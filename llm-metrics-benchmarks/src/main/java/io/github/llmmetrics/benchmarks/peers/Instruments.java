package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.benchmarks.peers.Backend.Count;
import io.github.llmmetrics.benchmarks.peers.Backend.Distribution;
import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.BusinessMetrics;
import io.github.llmmetrics.catalogue.ModelMetrics;

/** What a request moves, by the catalogue's names and buckets. */
final class Instruments {

  static final String PROMPT = "prompt";
  static final String COMPLETION = "completion";

  final Distribution ttft;
  final Distribution itl;
  final Distribution tpot;
  final Distribution latency;
  final Distribution outputTokens;
  final Distribution promptTokens;
  final Count active;
  final Count requests;
  final Count tokens;
  final Count customerRequests;
  final Count customerTokens;

  Instruments(Backend backend) {
    ttft = backend.durations(ApplicationMetrics.TTFT);
    itl = backend.durations(ApplicationMetrics.ITL);
    tpot = backend.durations(ApplicationMetrics.TPOT);
    latency = backend.durations(ApplicationMetrics.REQUEST_LATENCY);
    outputTokens = backend.lengths(ModelMetrics.OUTPUT_TOKENS);
    promptTokens = backend.lengths(ModelMetrics.PROMPT_LENGTH);
    active = backend.upDown(ApplicationMetrics.ACTIVE_REQUESTS);
    requests = backend.counter(ApplicationMetrics.REQUESTS);
    tokens = backend.counter(ApplicationMetrics.TOKENS);
    customerRequests = backend.counter(BusinessMetrics.CUSTOMER_REQUESTS);
    customerTokens = backend.counter(BusinessMetrics.CUSTOMER_TOKENS);
  }
}
