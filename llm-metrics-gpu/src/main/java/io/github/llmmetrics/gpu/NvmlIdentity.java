package io.github.llmmetrics.gpu;

import java.util.function.Predicate;

/** Who a device is. Its UUID is asked for at each poll, as another device can take an index; the rest when that changed. */
final class NvmlIdentity {

  private static final int TEXT_LENGTH = 96;
  private static final int BUS_ID_LENGTH = 32;

  private final NvmlBinding.Device device;
  private final NvmlMemory memory;
  private final Predicate<CallResult> ask;
  private final DriverText uuid = new DriverText(TEXT_LENGTH);
  private final DriverText name = new DriverText(TEXT_LENGTH);
  private final DriverText pciBusId = new DriverText(BUS_ID_LENGTH);
  private boolean isComplete;

  NvmlIdentity(NvmlBinding.Device device, NvmlMemory memory, Predicate<CallResult> ask) {
    this.device = device;
    this.memory = memory;
    this.ask = ask;
  }

  void read(DeviceReadings readings) {
    boolean isAnother = ask.test(device.uuid(uuid.buffer())) && uuid.take();
    if (isAnother || !isComplete) {
      isComplete = readRest();
    }
    readings.identify(uuid.value(), name.value(), pciBusId.value());
  }

  private boolean readRest() {
    boolean isNamed = ask.test(device.name(name.buffer()));
    if (isNamed) {
      name.take();
    }
    boolean isPlaced = ask.test(device.pciInfo());
    if (isPlaced) {
      memory.pciBusId(pciBusId.buffer());
      pciBusId.take();
    }
    return isNamed && isPlaced;
  }
}
