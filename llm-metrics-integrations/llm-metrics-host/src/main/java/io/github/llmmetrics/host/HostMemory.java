package io.github.llmmetrics.host;

/** Bytes of memory; 0 or less where that is not known. */
record HostMemory(long total, long available) {

  static final HostMemory UNKNOWN = new HostMemory(0, 0);
}
