package io.github.llmmetrics.gpu;

import java.util.Arrays;
import java.util.function.Predicate;

/** The MIG instances of one device. They come and go while the service runs. */
final class NvmlMig {

  private static final int ENABLED = 1;

  private final NvmlBinding.Device device;
  private final Predicate<CallResult> ask;
  private final Instance[] instances = new Instance[DeviceReadings.MAX_MIG];
  private final int[] current = new int[1];
  private final int[] pending = new int[1];

  NvmlMig(NvmlBinding binding, NvmlBinding.Device device, Predicate<CallResult> ask) {
    this.device = device;
    this.ask = ask;
    Arrays.setAll(instances, i -> new Instance(binding, i));
  }

  void read(DeviceReadings readings) {
    if (ask.test(device.migMode(current, pending))
        && current[0] == ENABLED
        && ask.test(device.maxMigCount(current))) {
      long count = Math.min(Integer.toUnsignedLong(current[0]), DeviceReadings.MAX_MIG);
      for (int i = 0; i < count; i++) {
        instances[i].read(readings.mig());
      }
    }
  }

  /** The place of one instance, which there may be or not. */
  private final class Instance {

    private static final int TEXT_LENGTH = 96;
    private static final String PROFILE_FOLLOWS = "MIG ";

    private final int index;
    private final NvmlMemory memory = new NvmlMemory(1, 1);
    private final NvmlBinding.Device handle;
    private final DriverText uuid = new DriverText(TEXT_LENGTH);
    private final DriverText name = new DriverText(TEXT_LENGTH);
    private String profile = "unknown";

    private Instance(NvmlBinding binding, int index) {
      this.index = index;
      this.handle = binding.device(memory);
    }

    private void read(PartReadings parts) {
      CallResult found = handle.openMig(device, index);
      if (found == CallResult.NOT_FOUND || !ask.test(found)) {
        return;
      }
      if (ask.test(handle.uuid(uuid.buffer())) && ask.test(handle.name(name.buffer()))) {
        uuid.take();
        if (name.take()) {
          profile = profile(name.value());
        }
        readMemory(parts);
      }
    }

    private void readMemory(PartReadings parts) {
      if (ask.test(handle.memory())) {
        double total = memory.memoryTotal();
        parts.add(uuid.value(), profile, total - memory.memoryFree(), total);
      }
    }

    /** The driver names an instance "NVIDIA A100-SXM4-40GB MIG 1g.5gb". */
    private static String profile(String name) {
      int at = name.lastIndexOf(PROFILE_FOLLOWS);
      return at < 0 ? name : name.substring(at + PROFILE_FOLLOWS.length());
    }
  }
}
