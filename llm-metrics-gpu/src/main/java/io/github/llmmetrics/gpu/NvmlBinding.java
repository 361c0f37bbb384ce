package io.github.llmmetrics.gpu;

import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
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
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * The native binding: the only class that knows org.bytedeco. It loads it such that the driver's library is all that is
 * needed, calls no function that the driver lacks, and keeps the structs in direct buffers of its own, as an allocation
 * by JavaCPP can stop the host with full collections and an {@code OutOfMemoryError}.
 *
 * <p>No method allocates but those that make something.
 */
final class NvmlBinding {

  /** All binding classes that are used: each must be initialised while JavaCPP is told to load nothing. */
  static final List<String> CLASSES = List.of(
      "org.bytedeco.cuda.global.nvml",
      "org.bytedeco.cuda.nvml.nvmlDevice_st",
      "org.bytedeco.cuda.nvml.nvmlEventData_t",
      "org.bytedeco.cuda.nvml.nvmlEventSet_st",
      "org.bytedeco.cuda.nvml.nvmlFieldValue_t",
      "org.bytedeco.cuda.nvml.nvmlMemory_t",
      "org.bytedeco.cuda.nvml.nvmlMemory_v2_t",
      "org.bytedeco.cuda.nvml.nvmlPciInfo_t",
      "org.bytedeco.cuda.nvml.nvmlProcessInfo_v2_t",
      "org.bytedeco.cuda.nvml.nvmlUtilization_t");

  private static final String PRESETS = "org.bytedeco.cuda.presets.nvml";
  private static final String LIBRARY = "jninvml";
  private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadLibraries";
  private static final int MAX_CLASS_LOADERS = 20;

  private volatile Set<NvmlFunction> present = EnumSet.noneOf(NvmlFunction.class);

  /**
   * Loads the binding, and looks up every function.
   *
   * @param ordinary whether in JavaCPP's own way, which needs CUDA's runtime libraries beside the driver's
   * @throws LinkageError or a RuntimeException if it cannot be loaded
   */
  void load(boolean ordinary) {
    if (ordinary) {
      Loader.load(nvml.class);
    } else {
      loadAlone();
    }
    EnumSet<NvmlFunction> found = EnumSet.noneOf(NvmlFunction.class);
    for (NvmlFunction function : NvmlFunction.values()) {
      if (Loader.addressof(function.symbol()) != null) {
        found.add(function);
      }
    }
    present = found;
  }

  /**
   * The presets of NVML inherit those of the CUDA runtime, so initialising a class of the binding would load that, too,
   * and fail where only the driver is installed. What it loads of NVML itself is loaded first here.
   */
  private static void loadAlone() {
    // A literal is one object for the whole JVM, as the property is: the lock keeps a second
    // loader,
    // also one in another class loader, from taking the switched property for the host's.
    synchronized (LOAD_LIBRARIES) {
      try {
        ClassLoader classes = NvmlBinding.class.getClassLoader();
        Loader.load(Pointer.class);
        loadJni(Class.forName(PRESETS, false, classes));
        for (String name : CLASSES) {
          link(Class.forName(name, false, classes));
        }
        initialise(classes);
      } catch (ClassNotFoundException e) {
        throw (NoClassDefFoundError) new NoClassDefFoundError(e.getMessage()).initCause(e);
      }
    }
  }

  /** So that nothing but initialisers runs while the property is switched. HotSpot links a class whose members are listed. */
  @SuppressWarnings("ReturnValueIgnored")
  private static void link(Class<?> type) {
    type.getDeclaredConstructors();
  }

  private static void loadJni(Class<?> presets) {
    ClassProperties properties = Loader.loadProperties(presets, Loader.loadProperties(), false);
    // A library belongs to one class loader: in a redeployed application it is loaded under another
    // name.
    for (int i = -1; ; i++) {
      String library = i < 0 ? LIBRARY : LIBRARY + "#" + LIBRARY + i;
      URL[] files = Loader.findLibrary(presets, properties, library, false);
      if (files.length == 0) {
        throw new UnsatisfiedLinkError(
            "no lib" + LIBRARY + ".so for " + Loader.getPlatform() + " on the class path");
      }
      try {
        Loader.loadLibrary(presets, files, library);
        return;
      } catch (UnsatisfiedLinkError e) {
        if (i >= MAX_CLASS_LOADERS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isTaken(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("already loaded in another classloader")) {
        return true;
      }
    }
    return false;
  }

  private static void initialise(ClassLoader classes) throws ClassNotFoundException {
    String before = System.getProperty(LOAD_LIBRARIES);
    System.setProperty(LOAD_LIBRARIES, "false");
    try {
      for (String name : CLASSES) {
        Class.forName(name, true, classes);
      }
    } finally {
      if (before == null) {
        System.clearProperty(LOAD_LIBRARIES);
      } else {
        System.setProperty(LOAD_LIBRARIES, before);
      }
    }
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
        ? CallResult.of(nvml.nvmlSystemGetDriverVersion(text, text.length))
        : missing();
  }

  CallResult deviceCount(int[] count) {
    return has(NvmlFunction.COUNT) ? CallResult.of(nvml.nvmlDeviceGetCount_v2(count)) : missing();
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

    CallResult open(int index) {
      return has(NvmlFunction.HANDLE)
          ? CallResult.of(nvml.nvmlDeviceGetHandleByIndex_v2(index, handle))
          : missing();
    }

    CallResult openMig(Device parent, int index) {
      return has(NvmlFunction.MIG_HANDLE)
          ? CallResult.of(nvml.nvmlDeviceGetMigDeviceHandleByIndex(parent.handle, index, handle))
          : missing();
    }

    long address() {
      return handle.address();
    }

    CallResult uuid(byte[] text) {
      return has(NvmlFunction.UUID)
          ? CallResult.of(nvml.nvmlDeviceGetUUID(handle, text, text.length))
          : missing();
    }

    CallResult name(byte[] text) {
      return has(NvmlFunction.NAME)
          ? CallResult.of(nvml.nvmlDeviceGetName(handle, text, text.length))
          : missing();
    }

    CallResult pciInfo() {
      return has(NvmlFunction.PCI_INFO)
          ? CallResult.of(nvml.nvmlDeviceGetPciInfo_v3(handle, pciInfo))
          : missing();
    }

    CallResult utilization() {
      return has(NvmlFunction.UTILIZATION)
          ? CallResult.of(nvml.nvmlDeviceGetUtilizationRates(handle, utilization))
          : missing();
    }

    CallResult memory() {
      return has(NvmlFunction.MEMORY)
          ? CallResult.of(nvml.nvmlDeviceGetMemoryInfo(handle, memoryInfo))
          : missing();
    }

    CallResult memoryV2() {
      memory.prepareMemoryV2();
      return has(NvmlFunction.MEMORY_V2)
          ? CallResult.of(nvml.nvmlDeviceGetMemoryInfo_v2(handle, memoryInfoV2))
          : missing();
    }

    /** Degrees Celsius of a sensor; 0 is the core's. */
    // Deprecated for a call that only the newest drivers have; every driver has this one.
    @SuppressWarnings("deprecation")
    CallResult temperature(int sensor, int[] celsius) {
      return has(NvmlFunction.TEMPERATURE)
          ? CallResult.of(nvml.nvmlDeviceGetTemperature(handle, sensor, celsius))
          : missing();
    }

    CallResult power(int[] milliwatts) {
      return has(NvmlFunction.POWER)
          ? CallResult.of(nvml.nvmlDeviceGetPowerUsage(handle, milliwatts))
          : missing();
    }

    CallResult energy(long[] millijoules) {
      return has(NvmlFunction.ENERGY)
          ? CallResult.of(nvml.nvmlDeviceGetTotalEnergyConsumption(handle, millijoules))
          : missing();
    }

    /** Megahertz of a clock: 1 is the SMs', 2 the memory's. */
    CallResult clock(int type, int[] megahertz) {
      return has(NvmlFunction.CLOCK)
          ? CallResult.of(nvml.nvmlDeviceGetClockInfo(handle, type, megahertz))
          : missing();
    }

    /** ECC errors, 0 corrected or 1 uncorrected, of counter 0: since the driver was loaded. */
    CallResult eccErrors(int type, long[] errors) {
      return has(NvmlFunction.ECC_ERRORS)
          ? CallResult.of(nvml.nvmlDeviceGetTotalEccErrors(handle, type, 0, errors))
          : missing();
    }

    /** The bit mask of throttle reasons, by the older name of the call where the driver has it. */
    // Deprecated for the newer name, which drivers before R545 lack.
    @SuppressWarnings("deprecation")
    CallResult throttleReasons(long[] mask) {
      if (has(NvmlFunction.THROTTLE_REASONS)) {
        return CallResult.of(nvml.nvmlDeviceGetCurrentClocksThrottleReasons(handle, mask));
      }
      return has(NvmlFunction.EVENT_REASONS)
          ? CallResult.of(nvml.nvmlDeviceGetCurrentClocksEventReasons(handle, mask))
          : missing();
    }

    CallResult migMode(int[] current, int[] pending) {
      return has(NvmlFunction.MIG_MODE)
          ? CallResult.of(nvml.nvmlDeviceGetMigMode(handle, current, pending))
          : missing();
    }

    CallResult maxMigCount(int[] count) {
      return has(NvmlFunction.MAX_MIG_COUNT)
          ? CallResult.of(nvml.nvmlDeviceGetMaxMigDeviceCount(handle, count))
          : missing();
    }

    CallResult fields() {
      return has(NvmlFunction.FIELD_VALUES)
          ? CallResult.of(
              nvml.nvmlDeviceGetFieldValues(handle, memory.fieldCapacity(), fieldValues))
          : missing();
    }

    /** The processes that compute on the device; {@code count[0]} of them, of which no more are there than was room. */
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
          ? CallResult.of(nvml.nvmlEventSetCreate(set))
          : missing();
    }

    CallResult register(Device device) {
      return CallResult.of(nvml.nvmlDeviceRegisterEvents(device.handle, XID_CRITICAL_ERROR, set));
    }

    CallResult await(int timeoutMillis) {
      return CallResult.of(nvml.nvmlEventSetWait_v2(set, data, timeoutMillis));
    }

    boolean isXid() {
      return (memory.getLong(8) & XID_CRITICAL_ERROR) != 0;
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
