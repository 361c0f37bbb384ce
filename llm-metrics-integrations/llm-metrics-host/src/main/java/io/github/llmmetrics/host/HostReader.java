package io.github.llmmetrics.host;

import java.util.List;

/**
 * What can be read of a host: OSHI's view, or a test's. Any call may take long, never return, or throw whatever native
 * code and broken installations throw. One thread at a time calls it.
 */
interface HostReader {

  /** The ticks of each logical CPU since the host was started, by its index. */
  List<CpuTicks> cpu();

  /** The memory of the host. */
  HostMemory memory();

  /** The traffic of each network device but loopback since the device was made. */
  List<NetworkTraffic> network();
}
