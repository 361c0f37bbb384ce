package io.github.llmmetrics.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one poll and nothing else: what a poll is compared with. Their answers are thrown away, except for those
 * that say how many calls follow.
 */
final class BareCalls {

  private static final int TEXT_LENGTH = 96;
  private static final int MIG_SLOTS = 7;
  private static final int FIELDS = 11;
  private static final int CALLS_OF_A_DEVICE = 14;

  private final NvmlBinding binding = new NvmlBinding();
  private final List<NvmlBinding.Device> devices = new ArrayList<>();
  private final NvmlBinding.Device instance;
  private final byte[] text = new byte[TEXT_LENGTH];
  private final int[] number = new int[1];
  private final int[] mode = new int[1];
  private final long[] wide = new long[1];
  private final boolean isAll;
  private int calls;

  /** Of so many devices, with processes or without. The driver is open. */
  BareCalls(int count, boolean all) {
    isAll = all;
    binding.load(false);
    instance = binding.device(new NvmlMemory(1, 1));
    for (int i = 0; i < count; i++) {
      NvmlMemory memory = new NvmlMemory(FIELDS, DeviceReadings.MAX_PROCESSES);
      for (int field = 0; field < FIELDS; field++) {
        memory.requestField(field, 74, 0);
      }
      devices.add(binding.device(memory));
    }
  }

  /** Makes the calls of one poll; says how many there were. */
  int poll() {
    calls = 1;
    binding.deviceCount(number);
    for (int i = 0; i < devices.size(); i++) {
      read(devices.get(i), i);
    }
    return calls;
  }

  private void read(NvmlBinding.Device device, int index) {
    calls += CALLS_OF_A_DEVICE;
    device.open(index);
    device.uuid(text);
    device.utilization();
    device.memory();
    device.temperature(0, number);
    device.power(number);
    device.energy(wide);
    device.clock(1, number);
    device.clock(2, number);
    device.throttleReasons(wide);
    device.eccErrors(0, wide);
    device.eccErrors(1, wide);
    device.fields();
    device.migMode(mode, number);
    if (isAll) {
      calls++;
      device.processes(number);
    }
    if (mode[0] != 0) {
      readInstances(device);
    }
  }

  private void readInstances(NvmlBinding.Device device) {
    calls += 1 + MIG_SLOTS;
    device.maxMigCount(number);
    for (int i = 0; i < MIG_SLOTS; i++) {
      if (instance.openMig(device, i).isSuccess()) {
        calls += 3;
        instance.uuid(text);
        instance.name(text);
        instance.memory();
      }
    }
  }
}
