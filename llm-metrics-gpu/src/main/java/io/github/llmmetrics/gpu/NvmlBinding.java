package io.github.llmmetrics.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.cuda.global.nvml;
import org.bytedeco.cuda.nvml.nvmlDevice_st;
import org.bytedeco.cuda.nvml.nvmlEventData_t;
import org.bytedeco.cuda.nvml.nvmlEventSet_st;
import org.bytedeco.cuda.nvml.nvmlFieldValue_t;
import org.bytedeco.cuda.nvml.nvmlMemory_t;
import org.bytedeco.cuda.nvml.nvmlMemory_v2_t;
import org.bytedeco.cuda.nvml.nvmlPciInfo_t;
import org.bytedeco.cuda.nvml.nvmlProcessInfo_v2_t;
import org.bytedeco.cuda.nvml.nvmlUtilization_t;
import org.bytedeco.javacpp.BytePointer;

/**
 * The calls of NVML: the only class beside {@link NvmlLoader} that knows org.bytedeco. It calls no function that the
 * driver lacks, takes no answer that the driver has not written, and keeps the structs in direct buffers of its own, as
 * an allocation by JavaCPP can stop the host with full collections and an {@code OutOfMemoryError}.
 *
 * <p>No method allocates but those that make something.
 */
final class NvmlBinding {

  /** All bits are set: what NVML, too, calls "not available". */
  private static final int NOT_WRITTEN = -1;

  private volatile Set<NvmlFunction> present = EnumSet.noneOf(NvmlFunction.class);

  /**
   * Loads the binding, and looks up every function.
   *
   * @param ordinary whether in JavaCPP's own way, which needs CUDA's runtime libraries beside the driver's
   * @throws LinkageError or a RuntimeException if it cannot be loaded
   */
  void load(boolean ordinary) {
    present = NvmlLoader.load(ordinary);
  }

  boolean has(NvmlFunction function) {
    return present.contains(function);
  }

  CallResult init() {
    return has(NvmlFunction.INIT) ? CallResult.of(nvml.nvmlInit_v2()) : missing();
  }

  CallResult shutdown() {
    return has(NvmlFunction.SHUTDOWN) ? CallResult.of(nvml.nvmlShutdown()) : missing();
  }

  CallResult driverVersion(byte[] text) {
    return has(NvmlFunction.DRIVER_VERSION)
        ? answer(nvml.nvmlSystemGetDriverVersion(unwritten(text), text.length), text)
        : missing();
  }

  CallResult deviceCount(int[] count) {
    return has(NvmlFunction.COUNT)
        ? answer(nvml.nvmlDeviceGetCount_v2(unwritten(count)), count)
        : missing();
  }

  /** Makes a handle that is not open yet, whose answers go to this memory. */
  Device device(NvmlMemory memory) {
    return new Device(memory);
  }

  /** Makes a set of events that does not exist yet. */
  EventSet eventSet() {
    return new EventSet();
  }

  private static CallResult missing() {
    return CallResult.FUNCTION_NOT_FOUND;
  }

  private static int[] unwritten(int[] number) {
    number[0] = NOT_WRITTEN;
    return number;
  }

  private static long[] unwritten(long[] number) {
    number[0] = NOT_WRITTEN;
    return number;
  }

  private static byte[] unwritten(byte[] text) {
    text[0] = 0;
    return text;
  }

  private static CallResult answer(int code, int[] number) {
    return answer(code, number[0] != NOT_WRITTEN);
  }

  private static CallResult answer(int code, long[] number) {
    return answer(code, number[0] != NOT_WRITTEN);
  }

  private static CallResult answer(int code, byte[] text) {
    return answer(code, text[0] != 0);
  }

  /** How a call ended: one that says that it succeeded and wrote nothing has told nothing. */
  private static CallResult answer(int code, boolean isWritten) {
    CallResult result = CallResult.of(code);
    return result.isSuccess() && !isWritten ? CallResult.IMPLAUSIBLE : result;
  }

  /** The handle of one device or MIG instance, and the memory for its answers. */
  final class Device {

    private final NvmlMemory memory;
    private final nvmlDevice_st handle = new nvmlDevice_st();
    private final nvmlUtilization_t utilization;
    private final nvmlMemory_t memoryInfo;
    private final nvmlMemory_v2_t memoryInfoV2;
    private final nvmlPciInfo_t pciInfo;
    private final nvmlFieldValue_t fieldValues;
    private final nvmlProcessInfo_v2_t processInfos;

    private Device(NvmlMemory memory) {
      this.memory = memory;
      utilization =
          new nvmlUtilization_t(pointer(NvmlMemory.UTILIZATION, NvmlMemory.UTILIZATION_SIZE));
      memoryInfo = new nvmlMemory_t(pointer(NvmlMemory.MEMORY, NvmlMemory.MEMORY_SIZE));
      memoryInfoV2 = new nvmlMemory_v2_t(pointer(NvmlMemory.MEMORY_V2, NvmlMemory.MEMORY_V2_SIZE));
      pciInfo = new nvmlPciInfo_t(pointer(NvmlMemory.PCI_INFO, NvmlMemory.PCI_INFO_SIZE));
      fieldValues = new nvmlFieldValue_t(
          pointer(NvmlMemory.FIELDS, memory.fieldCapacity() * NvmlMemory.FIELD_SIZE));
      processInfos = new nvmlProcessInfo_v2_t(
          pointer(memory.processesAt(), memory.processCapacity() * NvmlMemory.PROCESS_SIZE));
    }

    private BytePointer pointer(int offset, int length) {
      return new BytePointer(memory.slice(offset, length));
    }

    /** Takes the handle of the device of an index, and forgets what the last one told. */
    CallResult open(int index) {
      forget();
      return has(NvmlFunction.HANDLE)
          ? answer(nvml.nvmlDeviceGetHandleByIndex_v2(index, handle), !handle.isNull())
          : missing();
    }

    /** Takes the handle of a MIG instance of a device, and forgets what the last one told. */
    CallResult openMig(Device parent, int index) {
      forget();
      return has(NvmlFunction.MIG_HANDLE)
          ? answer(
              nvml.nvmlDeviceGetMigDeviceHandleByIndex(parent.handle, index, handle),
              !handle.isNull())
          : missing();
    }

    private void forget() {
      handle.setNull();
      memory.forget();
    }

    long address() {
      return handle.address();
    }

    CallResult uuid(byte[] text) {
      return has(NvmlFunction.UUID)
          ? answer(nvml.nvmlDeviceGetUUID(handle, unwritten(text), text.length), text)
          : missing();
    }

    CallResult name(byte[] text) {
      return has(NvmlFunction.NAME)
          ? answer(nvml.nvmlDeviceGetName(handle, unwritten(text), text.length), text)
          : missing();
    }

    CallResult pciInfo() {
      return has(NvmlFunction.PCI_INFO)
          ? answer(nvml.nvmlDeviceGetPciInfo_v3(handle, pciInfo), memory.hasPciBusId())
          : missing();
    }

    CallResult utilization() {
      return has(NvmlFunction.UTILIZATION)
          ? CallResult.of(nvml.nvmlDeviceGetUtilizationRates(handle, utilization))
          : missing();
    }

    /** Total and free memory. Both versions of the call mean the same by these, and different things by "used". */
    CallResult memory() {
      CallResult first = has(NvmlFunction.MEMORY)
          ? CallResult.of(nvml.nvmlDeviceGetMemoryInfo(handle, memoryInfo))
          : missing();
      return first.isUnsupported() ? memoryV2() : first;
    }

    private CallResult memoryV2() {
      if (!has(NvmlFunction.MEMORY_V2)) {
        return missing();
      }
      CallResult result = CallResult.of(nvml.nvmlDeviceGetMemoryInfo_v2(handle, memoryInfoV2));
      memory.takeMemoryV2();
      return result;
    }

    /** Degrees Celsius of a sensor; 0 is the core's. */
    // Deprecated for a call that only the newest drivers have; every driver has this one.
    @SuppressWarnings("deprecation")
    CallResult temperature(int sensor, int[] celsius) {
      return has(NvmlFunction.TEMPERATURE)
          ? answer(nvml.nvmlDeviceGetTemperature(handle, sensor, unwritten(celsius)), celsius)
          : missing();
    }

    CallResult power(int[] milliwatts) {
      return has(NvmlFunction.POWER)
          ? answer(nvml.nvmlDeviceGetPowerUsage(handle, unwritten(milliwatts)), milliwatts)
          : missing();
    }

    CallResult energy(long[] millijoules) {
      return has(NvmlFunction.ENERGY)
          ? answer(
              nvml.nvmlDeviceGetTotalEnergyConsumption(handle, unwritten(millijoules)), millijoules)
          : missing();
    }

    /** Megahertz of a clock: 1 is the SMs', 2 the memory's. */
    CallResult clock(int type, int[] megahertz) {
      return has(NvmlFunction.CLOCK)
          ? answer(nvml.nvmlDeviceGetClockInfo(handle, type, unwritten(megahertz)), megahertz)
          : missing();
    }

    /** ECC errors, 0 corrected or 1 uncorrected, of counter 0: since the driver was loaded. */
    CallResult eccErrors(int type, long[] errors) {
      return has(NvmlFunction.ECC_ERRORS)
          ? answer(nvml.nvmlDeviceGetTotalEccErrors(handle, type, 0, unwritten(errors)), errors)
          : missing();
    }

    /** The bit mask of throttle reasons, by the older name of the call where the driver has it. */
    // Deprecated for the newer name, which drivers before R545 lack.
    @SuppressWarnings("deprecation")
    CallResult throttleReasons(long[] mask) {
      if (has(NvmlFunction.THROTTLE_REASONS)) {
        return answer(
            nvml.nvmlDeviceGetCurrentClocksThrottleReasons(handle, unwritten(mask)), mask);
      }
      return has(NvmlFunction.EVENT_REASONS)
          ? answer(nvml.nvmlDeviceGetCurrentClocksEventReasons(handle, unwritten(mask)), mask)
          : missing();
    }

    CallResult migMode(int[] current, int[] pending) {
      return has(NvmlFunction.MIG_MODE)
          ? answer(nvml.nvmlDeviceGetMigMode(handle, unwritten(current), pending), current)
          : missing();
    }

    CallResult maxMigCount(int[] count) {
      return has(NvmlFunction.MAX_MIG_COUNT)
          ? answer(nvml.nvmlDeviceGetMaxMigDeviceCount(handle, unwritten(count)), count)
          : missing();
    }

    CallResult fields() {
      return has(NvmlFunction.FIELD_VALUES)
          ? CallResult.of(
              nvml.nvmlDeviceGetFieldValues(handle, memory.fieldCapacity(), fieldValues))
          : missing();
    }

    /**
     * The processes that compute on the device, {@code count[0]} of them. The driver tells all or, where there is not
     * room for all, none.
     */
    CallResult processes(int[] count) {
      count[0] = memory.processCapacity();
      if (has(NvmlFunction.PROCESSES_V3)) {
        return CallResult.of(
            nvml.nvmlDeviceGetComputeRunningProcesses_v3(handle, count, processInfos));
      }
      return has(NvmlFunction.PROCESSES_V2)
          ? CallResult.of(nvml.nvmlDeviceGetComputeRunningProcesses_v2(handle, count, processInfos))
          : missing();
    }
  }

  /** A set of XID events, and the memory for one of them. */
  final class EventSet {

    private static final long XID_CRITICAL_ERROR = 8;
    private static final int DATA_SIZE = 32;
    private static final int TYPE = 8;

    private final ByteBuffer memory =
        ByteBuffer.allocateDirect(DATA_SIZE).order(ByteOrder.nativeOrder());
    private final nvmlEventData_t data = new nvmlEventData_t(new BytePointer(memory));
    private final nvmlEventSet_st set = new nvmlEventSet_st();

    private EventSet() {}

    CallResult create() {
      boolean all = has(NvmlFunction.EVENT_SET_FREE)
          && has(NvmlFunction.EVENT_SET_WAIT)
          && has(NvmlFunction.REGISTER_EVENTS);
      return all && has(NvmlFunction.EVENT_SET_CREATE)
          ? answer(nvml.nvmlEventSetCreate(set), !set.isNull())
          : missing();
    }

    CallResult register(Device device) {
      return CallResult.of(nvml.nvmlDeviceRegisterEvents(device.handle, XID_CRITICAL_ERROR, set));
    }

    CallResult await(int timeoutMillis) {
      memory.putLong(TYPE, 0);
      return answer(nvml.nvmlEventSetWait_v2(set, data, timeoutMillis), memory.getLong(TYPE) != 0);
    }

    boolean isXid() {
      return (memory.getLong(TYPE) & XID_CRITICAL_ERROR) != 0;
    }

    long deviceAddress() {
      return memory.getLong(0);
    }

    long data() {
      return memory.getLong(16);
    }

    CallResult free() {
      return CallResult.of(nvml.nvmlEventSetFree(set));
    }
  }
}
