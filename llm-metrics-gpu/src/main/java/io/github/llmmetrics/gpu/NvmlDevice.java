package io.github.llmmetrics.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A device read through NVML. What it does not support is asked again at each poll, as MIG can be switched while the
 * service runs; a call that fails costs its own readings, one that says that the device is gone costs all.
 */
final class NvmlDevice implements GpuDevice {

  private static final int CORE_SENSOR = 0;
  private static final int SM_CLOCK = 1;
  private static final int MEMORY_CLOCK = 2;
  private static final int CORRECTED = 0;
  private static final int UNCORRECTED = 1;
  private static final long NOT_AVAILABLE = -1;

  /** The driver lists all processes or none, so there is room for more than are taken. */
  private static final int PROCESS_ROOM = 16 * DeviceReadings.MAX_PROCESSES;

  private final int index;
  private final Consumer<CallResult> errors;
  private final List<Consumer<DeviceReadings>> reads = new ArrayList<>();
  private final List<NvmlFields.Field> fields;
  private final NvmlMemory memory;
  private final NvmlBinding.Device device;
  private final NvmlIdentity identity;
  private final ProcessIds processIds;
  private final int[] number = new int[1];
  private final long[] wide = new long[1];
  private CallResult outcome = CallResult.SUCCESS;
  private boolean isAnswering;

  NvmlDevice(NvmlBinding binding, int index, Set<GpuGroup> groups, Consumer<CallResult> errors) {
    this.index = index;
    this.errors = errors;
    fields = NvmlFields.of(groups);
    memory = new NvmlMemory(
        Math.max(1, fields.size()), groups.contains(GpuGroup.PROCESS_MEMORY) ? PROCESS_ROOM : 1);
    processIds = new ProcessIds(DeviceReadings.MAX_PROCESSES);
    device = binding.device(memory);
    identity = new NvmlIdentity(device, memory, this::ask);
    for (int i = 0; i < fields.size(); i++) {
      memory.requestField(i, fields.get(i).id(), fields.get(i).scope());
    }
    plan(binding, groups);
  }

  private void plan(NvmlBinding binding, Set<GpuGroup> groups) {
    reads.add(this::readUtilization);
    reads.add(this::readMemory);
    reads.add(this::readTemperature);
    reads.add(this::readPower);
    reads.add(this::readEnergy);
    reads.add(this::readClocks);
    if (groups.contains(GpuGroup.THROTTLING)) {
      reads.add(this::readThrottleReasons);
    }
    if (groups.contains(GpuGroup.ECC)) {
      reads.add(this::readEccErrors);
    }
    if (!fields.isEmpty()) {
      reads.add(this::readFields);
    }
    if (groups.contains(GpuGroup.MIG)) {
      reads.add(new NvmlMig(binding, device, this::ask)::read);
    }
    if (groups.contains(GpuGroup.PROCESS_MEMORY)) {
      reads.add(this::readProcesses);
    }
  }

  @Override
  public CallResult read(DeviceReadings readings) {
    outcome = CallResult.SUCCESS;
    CallResult opened = device.open(index);
    if (!ask(opened)) {
      return opened;
    }
    identity.read(readings);
    // Who it is, the library may know by heart of a device that is gone.
    isAnswering = false;
    for (int i = 0; i < reads.size() && !outcome.isFatal(); i++) {
      reads.get(i).accept(readings);
    }
    return isAnswering && !outcome.isFatal() ? CallResult.SUCCESS : outcome;
  }

  /** Whether a call succeeded; counts one that failed, and remembers what it says of the device. */
  private boolean ask(CallResult result) {
    if (result.isSuccess() || result.isUnsupported()) {
      isAnswering |= result != CallResult.FUNCTION_NOT_FOUND;
      return result.isSuccess();
    }
    errors.accept(result);
    outcome = result;
    return false;
  }

  private void readUtilization(DeviceReadings readings) {
    if (ask(device.utilization())) {
      readings.put(GpuReading.UTILIZATION, memory.utilization());
      readings.put(GpuReading.MEMORY_COPY_UTILIZATION, memory.memoryUtilization());
    }
  }

  private void readMemory(DeviceReadings readings) {
    if (ask(device.memory())) {
      readings.putMemory(memory.memoryTotal(), memory.memoryFree());
    }
  }

  private void readTemperature(DeviceReadings readings) {
    if (ask(device.temperature(CORE_SENSOR, number))) {
      readings.put(GpuReading.TEMPERATURE, Unsigned.toDouble(number[0]));
    }
  }

  private void readPower(DeviceReadings readings) {
    if (ask(device.power(number))) {
      readings.put(GpuReading.POWER, Unsigned.toDouble(number[0]) / 1e3);
    }
  }

  private void readEnergy(DeviceReadings readings) {
    if (ask(device.energy(wide))) {
      readings.put(GpuReading.ENERGY, Unsigned.toDouble(wide[0]) / 1e3);
    }
  }

  private void readClocks(DeviceReadings readings) {
    if (ask(device.clock(SM_CLOCK, number))) {
      readings.put(GpuReading.SM_CLOCK, Unsigned.toDouble(number[0]) * 1e6);
    }
    if (ask(device.clock(MEMORY_CLOCK, number))) {
      readings.put(GpuReading.MEMORY_CLOCK, Unsigned.toDouble(number[0]) * 1e6);
    }
  }

  private void readThrottleReasons(DeviceReadings readings) {
    if (ask(device.throttleReasons(wide))) {
      ThrottleReason.read(wide[0], readings);
    }
  }

  private void readEccErrors(DeviceReadings readings) {
    if (ask(device.eccErrors(CORRECTED, wide))) {
      readings.put(GpuReading.ECC_CORRECTED, Unsigned.toDouble(wide[0]));
    }
    if (ask(device.eccErrors(UNCORRECTED, wide))) {
      readings.put(GpuReading.ECC_UNCORRECTED, Unsigned.toDouble(wide[0]));
    }
  }

  private void readFields(DeviceReadings readings) {
    if (!ask(device.fields())) {
      return;
    }
    for (int i = 0; i < fields.size(); i++) {
      CallResult result = memory.fieldResult(i);
      // A driver that is older than a field calls its number invalid.
      if (result != CallResult.INVALID_ARGUMENT && ask(result)) {
        putField(readings, fields.get(i), i);
      }
    }
  }

  private void putField(DeviceReadings readings, NvmlFields.Field field, int i) {
    if (!(field.isTraffic() && memory.isFieldNarrow(i))) {
      readings.put(field.reading(), memory.field(i) * field.unit());
    }
  }

  private void readProcesses(DeviceReadings readings) {
    if (ask(device.processes(number))) {
      long count = Math.min(Integer.toUnsignedLong(number[0]), DeviceReadings.MAX_PROCESSES);
      for (int i = 0; i < count; i++) {
        if (!memory.hasProcess(i)) {
          errors.accept(CallResult.IMPLAUSIBLE);
          return;
        }
        readProcess(i, readings.processes());
      }
    }
  }

  private void readProcess(int i, PartReadings processes) {
    if (memory.processMemory(i) != NOT_AVAILABLE) {
      double bytes = Unsigned.toDouble(memory.processMemory(i));
      processes.add(processIds.text(i, memory.processId(i)), "", bytes, bytes);
    }
  }
}
