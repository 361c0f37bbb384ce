package io.github.llmmetrics.gpu;

/**
 * Every NVML function that is called. Each is looked up once before the first call of any: calling one that the installed
 * driver lacks would end the JVM, without an exception.
 */
enum NvmlFunction {
  INIT("nvmlInit_v2"),
  SHUTDOWN("nvmlShutdown"),
  DRIVER_VERSION("nvmlSystemGetDriverVersion"),
  COUNT("nvmlDeviceGetCount_v2"),
  HANDLE("nvmlDeviceGetHandleByIndex_v2"),
  UUID("nvmlDeviceGetUUID"),
  NAME("nvmlDeviceGetName"),
  PCI_INFO("nvmlDeviceGetPciInfo_v3"),
  UTILIZATION("nvmlDeviceGetUtilizationRates"),
  MEMORY("nvmlDeviceGetMemoryInfo"),
  MEMORY_V2("nvmlDeviceGetMemoryInfo_v2"),
  TEMPERATURE("nvmlDeviceGetTemperature"),
  POWER("nvmlDeviceGetPowerUsage"),
  ENERGY("nvmlDeviceGetTotalEnergyConsumption"),
  CLOCK("nvmlDeviceGetClockInfo"),
  ECC_ERRORS("nvmlDeviceGetTotalEccErrors"),
  THROTTLE_REASONS("nvmlDeviceGetCurrentClocksThrottleReasons"),
  EVENT_REASONS("nvmlDeviceGetCurrentClocksEventReasons"),
  FIELD_VALUES("nvmlDeviceGetFieldValues"),
  MIG_MODE("nvmlDeviceGetMigMode"),
  MAX_MIG_COUNT("nvmlDeviceGetMaxMigDeviceCount"),
  MIG_HANDLE("nvmlDeviceGetMigDeviceHandleByIndex"),
  PROCESSES_V2("nvmlDeviceGetComputeRunningProcesses_v2"),
  PROCESSES_V3("nvmlDeviceGetComputeRunningProcesses_v3"),
  EVENT_SET_CREATE("nvmlEventSetCreate"),
  EVENT_SET_FREE("nvmlEventSetFree"),
  EVENT_SET_WAIT("nvmlEventSetWait_v2"),
  REGISTER_EVENTS("nvmlDeviceRegisterEvents");

  private final String symbol;

  NvmlFunction(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }
}
