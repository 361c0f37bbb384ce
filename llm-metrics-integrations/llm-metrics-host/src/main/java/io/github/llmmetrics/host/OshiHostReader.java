package io.github.llmmetrics.host;

import java.util.Arrays;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.spi.SystemInfoProvider;
import oshi.util.Constants;

/** The host as OSHI sees it. The only class that knows OSHI. */
final class OshiHostReader implements HostReader {

  private final SystemInfoProvider system;

  OshiHostReader(SystemInfoProvider system) {
    this.system = system;
  }

  /**
   * OSHI's reader without native code where there is one, which is on Linux: nothing to unpack, to load or to be allowed,
   * and the same figures. Elsewhere the one that needs JNA. Not OSHI's own choice, which is JNA wherever it is there.
   */
  static OshiHostReader create() {
    SystemInfoProvider withoutNativeCode = new oshi.nativefree.SystemInfo();
    return new OshiHostReader(
        withoutNativeCode.isAvailable() ? withoutNativeCode : new SystemInfo());
  }

  @Override
  public List<CpuTicks> cpu() {
    long[][] ticks = system.getHardware().getProcessor().getProcessorCpuLoadTicks();
    return Arrays.stream(ticks).map(OshiHostReader::ticks).toList();
  }

  private static CpuTicks ticks(long[] byType) {
    long total = Arrays.stream(byType).sum();
    long idle = byType[TickType.IDLE.getIndex()] + byType[TickType.IOWAIT.getIndex()];
    return new CpuTicks(total - idle, total);
  }

  @Override
  public HostMemory memory() {
    GlobalMemory memory = system.getHardware().getMemory();
    return new HostMemory(memory.getTotal(), memory.getAvailable());
  }

  /**
   * OSHI's default listing: the devices that have a hardware address, which neither loopback nor a tunnel has. Asked for
   * as the full one and filtered here, as OSHI filters in the common pool, whose threads are the host's.
   */
  @Override
  public List<NetworkTraffic> network() {
    return system.getHardware().getNetworkIFs(true).stream()
        .filter(device -> !device.getMacaddr().equals(Constants.UNKNOWN))
        .filter(OshiHostReader::wasRead)
        .map(device ->
            new NetworkTraffic(device.getName(), device.getBytesRecv(), device.getBytesSent()))
        .toList();
  }

  /** A device whose statistics cannot be read has zeros, and no time of reading. */
  private static boolean wasRead(NetworkIF device) {
    return device.getTimeStamp() > 0;
  }
}
