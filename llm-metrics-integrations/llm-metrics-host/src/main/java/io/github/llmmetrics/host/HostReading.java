package io.github.llmmetrics.host;

import java.util.List;

/** What one poll found: use of each logical CPU in percent, NaN where it is not known; memory; traffic. */
record HostReading(List<Double> cpuUsage, HostMemory memory, List<NetworkTraffic> network) {

  /** Nothing is known. */
  static final HostReading NONE = new HostReading(List.of(), HostMemory.UNKNOWN, List.of());
}
