package io.github.llmmetrics.host;

/** Bytes that went through a network device since it was made; negative where that is not known. */
record NetworkTraffic(String device, long received, long sent) {}
