/*
 * A stand-in for NVIDIA's libnvidia-ml.so.1, for tests on machines without a GPU: the functions of
 * NVML, answered from a control file (control.c). README.md has the keys.
 */
#include "control.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * The kinds of library differ only in what they export. A function that is not exported is missing
 * as it is from an old driver: lookup fails, and calling it all the same ends the process.
 */
#define IN_BARE __attribute__((visibility("default")))
#if defined STANDIN_BARE
#define IN_OLD
#define IN_FULL
#elif defined STANDIN_OLD
#define IN_OLD IN_BARE
#define IN_FULL
#else
#define IN_OLD IN_BARE
#define IN_FULL IN_BARE
#endif

static unsigned initialized; /* times, less the shutdowns */
static unsigned session;     /* a number for the time from an initialisation to the shutdown */

/* A driver may crash, or write where it likes, and not say that it was used wrongly. */
static void die(const char *function, const char *why)
{
  fprintf(stderr, "nvml-standin: %s was given %s\n", function, why);
  abort();
}

/* ---- calls ---- */

/*
 * Handles are numbers, not addresses: a wild one is found out without being followed. From the
 * lowest byte: 0 for a GPU or 1 + the index of the MIG instance; the index of the GPU; two bytes of
 * the instance's generation; two of the tag; two of the session.
 */
static const uintptr_t HANDLE_TAG = 0x4e56;

static nvmlDevice_t handle_of(unsigned gpu)
{
  return (nvmlDevice_t) ((uintptr_t) (session & 0xffff) << 48 | HANDLE_TAG << 32 |
                         (uintptr_t) gpu << 8);
}

static nvmlDevice_t handle_of_instance(unsigned gpu, unsigned index)
{
  unsigned generation = settings.gpus[gpu].instances[index].generation & 0xffff;
  return (nvmlDevice_t) ((uintptr_t) handle_of(gpu) | (uintptr_t) generation << 16 | (index + 1));
}

static bool of_another_session(nvmlDevice_t device)
{
  return ((uintptr_t) device >> 32 & 0xffff) == HANDLE_TAG &&
         (uintptr_t) device >> 48 != (session & 0xffff);
}

struct call {
  nvmlReturn_t rc;
  const struct gpu *gpu;           /* NULL if the handle is none */
  const struct instance *instance; /* NULL if the handle is that of a GPU */
};

static struct call resolve(nvmlDevice_t device)
{
  struct call call = { NVML_SUCCESS, NULL, NULL };
  unsigned gpu = (uintptr_t) device >> 8 & 0xff;
  unsigned slot = (uintptr_t) device & 0xff;
  if (gpu < GPUS && device == handle_of(gpu)) {
    call.gpu = &settings.gpus[gpu];
  } else if (gpu < GPUS && slot >= 1 && slot <= MIG_SLOTS &&
             device == handle_of_instance(gpu, slot - 1) &&
             instance_exists(&settings.gpus[gpu], &settings.gpus[gpu].instances[slot - 1])) {
    call.gpu = &settings.gpus[gpu];
    call.instance = &call.gpu->instances[slot - 1];
  } else {
    call.rc = NVML_ERROR_INVALID_ARGUMENT;
  }
  if (initialized == 0 || of_another_session(device)) call.rc = NVML_ERROR_UNINITIALIZED;
  return call;
}

static void log_device_call(const char *function, struct call call)
{
  char device[32] = "?";
  if (call.instance != NULL) {
    snprintf(device, sizeof device, "%d.mig%d", (int) (call.gpu - settings.gpus),
             (int) (call.instance - call.gpu->instances));
  } else if (call.gpu != NULL) {
    snprintf(device, sizeof device, "%d", (int) (call.gpu - settings.gpus));
  }
  log_call(function, device);
}

/* Starts a call on a GPU or an instance. The lock is held. */
static struct call start_on_any(nvmlDevice_t device, enum device_function function)
{
  struct call call = resolve(device);
  log_device_call(device_function_names[function], call);
  if (initialized != 0 && of_another_session(device)) {
    die(device_function_names[function], "a device of an earlier initialisation");
  }
  if (call.rc == NVML_SUCCESS && call.instance == NULL) {
    hold(&call.gpu->delay[function]);
    call = resolve(device); /* much may have changed in the meantime */
  }
  if (call.rc == NVML_SUCCESS) call.rc = call.gpu->rc;
  if (call.rc == NVML_SUCCESS && call.instance != NULL) call.rc = call.instance->rc;
  if (call.rc == NVML_SUCCESS) {
    call.rc = call.instance != NULL ? call.instance->function_rc[function]
                                    : call.gpu->function_rc[function];
  }
  return call;
}

/* Starts a call on a GPU or an instance, and returns with the lock held. */
static struct call begin_on_any(nvmlDevice_t device, enum device_function function)
{
  lock_settings();
  return start_on_any(device, function);
}

/* The same for a call that an instance does not support, or whose answer has no place to go. */
static struct call begin_on_gpu(nvmlDevice_t device, enum device_function function,
                                const void *answer)
{
  struct call call = begin_on_any(device, function);
  if (call.rc == NVML_SUCCESS && call.instance != NULL) call.rc = NVML_ERROR_NOT_SUPPORTED;
  if (call.rc == NVML_SUCCESS && answer == NULL) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  return call;
}

static nvmlReturn_t end(nvmlReturn_t rc)
{
  unlock_settings();
  return rc == UNTOUCHED ? NVML_SUCCESS : rc;
}

static nvmlReturn_t copy_text(char *to, unsigned length, const char *text)
{
  if (to == NULL) return NVML_ERROR_INVALID_ARGUMENT;
  if (strlen(text) >= length) return NVML_ERROR_INSUFFICIENT_SIZE;
  strcpy(to, text);
  return NVML_SUCCESS;
}

/* What the generated functions of the kind "all" do. */
nvmlReturn_t not_supported(const char *function);

nvmlReturn_t not_supported(const char *function)
{
  begin(function);
  return end(NVML_ERROR_NOT_SUPPORTED);
}

/* ---- the library and its devices ---- */

IN_BARE nvmlReturn_t nvmlInit_v2(void)
{
  begin(__func__);
  hold(&settings.init_delay);
  if (settings.init_rc == NVML_SUCCESS && initialized++ == 0) session++;
  return end(settings.init_rc);
}

IN_BARE nvmlReturn_t nvmlShutdown(void)
{
  begin(__func__);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  if (initialized == 1) {
    shut_down();
  } else {
    initialized--;
  }
  return end(NVML_SUCCESS);
}

IN_OLD const char *nvmlErrorString(nvmlReturn_t result)
{
  static const char *const texts[] = {
    [0] = "Success",
    [1] = "Uninitialized",
    [2] = "Invalid Argument",
    [3] = "Not Supported",
    [4] = "Insufficient Permissions",
    [6] = "Not Found",
    [7] = "Insufficient Size",
    [9] = "Driver Not Loaded",
    [10] = "Timeout",
    [15] = "GPU is lost",
    [16] = "GPU requires reset",
    [18] = "Driver/library version mismatch",
    [23] = "Insufficient Resources",
    [25] = "Argument version mismatch",
  };
  begin(__func__);
  unlock_settings();
  bool known = result >= 0 && (size_t) result < sizeof texts / sizeof texts[0];
  return known && texts[result] != NULL ? texts[result] : "Unknown Error";
}

IN_OLD nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned length)
{
  begin(__func__);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  return end(copy_text(version, length, settings.driver));
}

IN_BARE nvmlReturn_t nvmlDeviceGetCount_v2(unsigned *count)
{
  begin(__func__);
  hold(&settings.count_delay);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  if (settings.count_rc != NVML_SUCCESS) return end(settings.count_rc);
  if (count == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  *count = settings.count;
  return end(NVML_SUCCESS);
}

IN_BARE nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned index, nvmlDevice_t *device)
{
  lock_settings();
  nvmlDevice_t handle = index < GPUS ? handle_of(index) : NULL;
  struct call call = start_on_any(handle, CALL_nvmlDeviceGetHandleByIndex_v2);
  if (call.rc == NVML_SUCCESS && device == NULL) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (initialized != 0 && index >= settings.count) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc == NVML_SUCCESS) *device = handle;
  return end(call.rc);
}

/* ---- what a device is ---- */

IN_OLD nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned length)
{
  struct call call = begin_on_any(device, CALL_nvmlDeviceGetName);
  if (call.rc == NVML_SUCCESS) {
    call.rc = copy_text(name, length, call.instance ? call.instance->name : call.gpu->name);
  }
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned length)
{
  struct call call = begin_on_any(device, CALL_nvmlDeviceGetUUID);
  if (call.rc == NVML_SUCCESS) {
    call.rc = copy_text(uuid, length, call.instance ? call.instance->uuid : call.gpu->uuid);
  }
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, nvmlPciInfo_t *pci)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetPciInfo_v3, pci);
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  memset(pci, 0, sizeof *pci);
  snprintf(pci->busId, sizeof pci->busId, "%.31s", call.gpu->pci);
  /* The older form has a domain of four digits, not eight. */
  const char *legacy = strlen(pci->busId) > 4 ? pci->busId + 4 : pci->busId;
  snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "%.15s", legacy);
  sscanf(pci->busId, "%8x:%2x:%2x", &pci->domain, &pci->bus, &pci->device);
  pci->pciDeviceId = 0x233010de;
  return end(NVML_SUCCESS);
}

/* ---- readings ---- */

IN_OLD nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device,
                                                  nvmlUtilization_t *utilization)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetUtilizationRates, utilization);
  if (call.rc == NVML_SUCCESS && call.gpu->mig != 0) call.rc = NVML_ERROR_NOT_SUPPORTED;
  if (call.rc == NVML_SUCCESS) {
    utilization->gpu = call.gpu->utilization;
    utilization->memory = call.gpu->memory_utilization;
  }
  return end(call.rc);
}

/* Sums and differences stop at the ends, so that an absurd value in the file stays absurd. */
static unsigned long long plus(unsigned long long a, unsigned long long b)
{
  return a > ULLONG_MAX - b ? ULLONG_MAX : a + b;
}

static unsigned long long minus(unsigned long long a, unsigned long long b)
{
  return a > b ? a - b : 0;
}

static nvmlMemory_v2_t memory_of(struct call call)
{
  nvmlMemory_v2_t memory = { .version = NVML_MEMORY_V2_VERSION };
  memory.total = call.instance ? call.instance->total : call.gpu->total;
  memory.used = call.instance ? call.instance->used : call.gpu->used;
  memory.reserved = call.instance ? 0 : call.gpu->reserved;
  memory.free = minus(memory.total, plus(memory.used, memory.reserved));
  return memory;
}

/* Here, unlike in the second version, what is reserved counts as used. */
IN_OLD nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory)
{
  struct call call = begin_on_any(device, CALL_nvmlDeviceGetMemoryInfo);
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  if (memory == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  nvmlMemory_v2_t now = memory_of(call);
  memory->total = now.total;
  memory->free = now.free;
  memory->used = plus(now.used, now.reserved);
  return end(NVML_SUCCESS);
}

IN_FULL nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory)
{
  struct call call = begin_on_any(device, CALL_nvmlDeviceGetMemoryInfo_v2);
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  if (memory == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  if (memory->version != NVML_MEMORY_V2_VERSION) return end(NVML_ERROR_ARGUMENT_VERSION_MISMATCH);
  *memory = memory_of(call);
  return end(NVML_SUCCESS);
}

IN_OLD nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t device, int sensor, unsigned *celsius)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetTemperature, celsius);
  if (call.rc == NVML_SUCCESS && sensor != 0) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc == NVML_SUCCESS) *celsius = call.gpu->temperature;
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned *milliwatts)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetPowerUsage, milliwatts);
  if (call.rc == NVML_SUCCESS) *milliwatts = call.gpu->power;
  return end(call.rc);
}

IN_FULL nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device,
                                                         unsigned long long *millijoules)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetTotalEnergyConsumption, millijoules);
  if (call.rc == NVML_SUCCESS) *millijoules = call.gpu->energy;
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetClockInfo(nvmlDevice_t device, int type, unsigned *megahertz)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetClockInfo, megahertz);
  if (call.rc == NVML_SUCCESS && (type < 0 || type > 3)) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc == NVML_SUCCESS) *megahertz = call.gpu->clocks[type];
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, int errorType,
                                                int counterType, unsigned long long *errors)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetTotalEccErrors, errors);
  bool valid = errorType >= 0 && errorType <= 1 && counterType >= 0 && counterType <= 1;
  if (call.rc == NVML_SUCCESS && !valid) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc == NVML_SUCCESS) *errors = call.gpu->ecc[counterType][errorType];
  return end(call.rc);
}

IN_OLD nvmlReturn_t nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t device,
                                                              unsigned long long *reasons)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetCurrentClocksThrottleReasons, reasons);
  if (call.rc == NVML_SUCCESS) *reasons = call.gpu->reasons;
  return end(call.rc);
}

IN_FULL nvmlReturn_t nvmlDeviceGetCurrentClocksEventReasons(nvmlDevice_t device,
                                                            unsigned long long *reasons)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetCurrentClocksEventReasons, reasons);
  if (call.rc == NVML_SUCCESS) *reasons = call.gpu->reasons;
  return end(call.rc);
}

/* Samples for 20 ms, as the real one does: a poller that calls it pays for it. */
IN_OLD nvmlReturn_t nvmlDeviceGetPcieThroughput(nvmlDevice_t device, int counter,
                                                unsigned *kibPerSecond)
{
  static const unsigned sampling = 20;
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetPcieThroughput, kibPerSecond);
  if (call.rc == NVML_SUCCESS && (counter < 0 || counter > 1)) {
    call.rc = NVML_ERROR_INVALID_ARGUMENT;
  }
  if (call.rc == NVML_SUCCESS) {
    hold(&sampling);
    *kibPerSecond = 0;
  }
  return end(call.rc);
}

static nvmlReturn_t running_processes(nvmlDevice_t device, enum device_function function,
                                      unsigned *count, nvmlProcessInfo_v2_t *processes)
{
  struct call call = begin_on_gpu(device, function, count);
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  unsigned room = *count;
  unsigned there = call.gpu->process_count;
  *count = call.gpu->claims_process_count ? call.gpu->claimed_process_count : there;
  if (*count > room) return end(NVML_ERROR_INSUFFICIENT_SIZE);
  unsigned copied = *count < there ? *count : there;
  if (copied > 0 && processes == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  for (unsigned i = 0; i < copied; i++) processes[i] = call.gpu->processes[i];
  return end(NVML_SUCCESS);
}

IN_OLD nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v2(nvmlDevice_t device, unsigned *count,
                                                            nvmlProcessInfo_v2_t *processes)
{
  return running_processes(device, CALL_nvmlDeviceGetComputeRunningProcesses_v2, count, processes);
}

IN_FULL nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v3(nvmlDevice_t device, unsigned *count,
                                                             nvmlProcessInfo_v2_t *processes)
{
  return running_processes(device, CALL_nvmlDeviceGetComputeRunningProcesses_v3, count, processes);
}

/* ---- field values ---- */

static nvmlValue_t field_value(const struct field *field)
{
  nvmlValue_t value = { .ullVal = 0 };
  switch (field->type) {
    case NVML_VALUE_TYPE_DOUBLE:
      value.dVal = field->real;
      break;
    case NVML_VALUE_TYPE_UNSIGNED_INT:
      value.uiVal = (unsigned) field->whole;
      break;
    case NVML_VALUE_TYPE_SIGNED_LONG_LONG:
      value.sllVal = (long long) field->whole;
      break;
    case NVML_VALUE_TYPE_SIGNED_INT:
      value.siVal = (int) field->whole;
      break;
    case NVML_VALUE_TYPE_UNSIGNED_SHORT:
      value.usVal = (unsigned short) field->whole;
      break;
    default:
      value.ullVal = field->whole;
  }
  return value;
}

static const struct field *find_field(const struct gpu *gpu, unsigned id)
{
  for (unsigned i = 0; i < gpu->field_count; i++) {
    if (gpu->fields[i].id == id) return &gpu->fields[i];
  }
  return NULL;
}

static void answer_field(const struct gpu *gpu, nvmlFieldValue_t *answer)
{
  const struct field *field = find_field(gpu, answer->fieldId);
  if (field != NULL && field->rc == UNTOUCHED) return;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  answer->timestamp = now.tv_sec * 1000000LL + now.tv_nsec / 1000;
  answer->latencyUsec = 1;
  /* Whoever reads the value of a field that failed shall notice. */
  answer->value.ullVal = 0xdeaddeaddeaddeadull;
  bool per_link = answer->fieldId == NVML_FI_DEV_NVLINK_THROUGHPUT_DATA_TX ||
                  answer->fieldId == NVML_FI_DEV_NVLINK_THROUGHPUT_DATA_RX;
  if (per_link && answer->scopeId != UINT_MAX) {
    answer->nvmlReturn = NVML_ERROR_INVALID_ARGUMENT;
  } else if (field != NULL && field->rc != NVML_SUCCESS) {
    answer->nvmlReturn = field->rc;
  } else if (field == NULL || !field->has_value) {
    answer->nvmlReturn = NVML_ERROR_NOT_SUPPORTED;
  } else {
    answer->nvmlReturn = NVML_SUCCESS;
    answer->valueType = field->type;
    answer->value = field_value(field);
  }
}

IN_FULL nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t device, int count,
                                              nvmlFieldValue_t *values)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetFieldValues, values);
  if (call.rc == NVML_SUCCESS && count <= 0) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  for (int i = 0; i < count; i++) answer_field(call.gpu, &values[i]);
  return end(NVML_SUCCESS);
}

/* ---- MIG ---- */

IN_OLD nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned *current, unsigned *pending)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetMigMode, current);
  if (call.rc == NVML_SUCCESS && pending == NULL) call.rc = NVML_ERROR_INVALID_ARGUMENT;
  if (call.rc == NVML_SUCCESS) {
    *current = call.gpu->mig;
    *pending = call.gpu->mig;
  }
  return end(call.rc);
}

IN_FULL nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned *count)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetMaxMigDeviceCount, count);
  if (call.rc == NVML_SUCCESS) *count = call.gpu->mig_max;
  return end(call.rc);
}

IN_FULL nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned index,
                                                         nvmlDevice_t *instance)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceGetMigDeviceHandleByIndex, instance);
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  if (index >= MIG_SLOTS || !instance_exists(call.gpu, &call.gpu->instances[index])) {
    return end(NVML_ERROR_NOT_FOUND);
  }
  if (call.gpu->instances[index].rc != NVML_SUCCESS) return end(call.gpu->instances[index].rc);
  *instance = handle_of_instance((unsigned) (call.gpu - settings.gpus), index);
  return end(NVML_SUCCESS);
}

/* ---- events ---- */

enum {
  EVENT_SETS = 64, /* few enough that a test notices sets that are never freed */
  EVENTS = 64
};

struct event_set {
  unsigned serial; /* its handle; 0: not in use */
  unsigned long long types[GPUS];
  unsigned pending;
  nvmlEventData_t events[EVENTS];
};

static struct event_set event_sets[EVENT_SETS];
static unsigned serials; /* that were given out so far */

static struct event_set *find_event_set(nvmlEventSet_t set)
{
  for (unsigned i = 0; set != NULL && i < EVENT_SETS; i++) {
    if ((uintptr_t) set == event_sets[i].serial) return &event_sets[i];
  }
  return NULL;
}

/* Dies of a set that there was once; NULL if there never was one. */
static struct event_set *living_event_set(nvmlEventSet_t set, const char *function)
{
  struct event_set *found = find_event_set(set);
  if (found == NULL && set != NULL && (uintptr_t) set <= serials) {
    die(function, "an event set that is no more");
  }
  return found;
}

void shut_down(void)
{
  initialized = 0;
  memset(event_sets, 0, sizeof event_sets);
}

void raise_xid(unsigned gpu, unsigned long long xid)
{
  for (unsigned i = 0; i < EVENT_SETS; i++) {
    struct event_set *set = &event_sets[i];
    bool wanted = (set->types[gpu] & NVML_EVENT_TYPE_XID_CRITICAL_ERROR) != 0;
    if (wanted && set->pending < EVENTS) {
      set->events[set->pending++] = (nvmlEventData_t) {
        handle_of(gpu), NVML_EVENT_TYPE_XID_CRITICAL_ERROR, xid, UINT_MAX, UINT_MAX
      };
    }
  }
}

IN_OLD nvmlReturn_t nvmlEventSetCreate(nvmlEventSet_t *set)
{
  begin(__func__);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  if (settings.event_create_rc != NVML_SUCCESS) return end(settings.event_create_rc);
  if (set == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  for (unsigned i = 0; i < EVENT_SETS; i++) {
    if (event_sets[i].serial == 0) {
      event_sets[i].serial = ++serials;
      *set = (nvmlEventSet_t) (uintptr_t) serials;
      return end(NVML_SUCCESS);
    }
  }
  return end(NVML_ERROR_INSUFFICIENT_RESOURCES);
}

IN_OLD nvmlReturn_t nvmlDeviceRegisterEvents(nvmlDevice_t device, unsigned long long types,
                                             nvmlEventSet_t set)
{
  struct call call = begin_on_gpu(device, CALL_nvmlDeviceRegisterEvents, set);
  if (call.rc == NVML_SUCCESS) call.rc = settings.event_register_rc;
  if (call.rc != NVML_SUCCESS) return end(call.rc);
  struct event_set *registered = living_event_set(set, __func__);
  if (registered == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  registered->types[call.gpu - settings.gpus] |= types;
  return end(NVML_SUCCESS);
}

static nvmlReturn_t take_event(nvmlEventSet_t handle, nvmlEventData_t *event)
{
  if (initialized == 0) return NVML_ERROR_UNINITIALIZED;
  if (settings.event_wait_rc != NVML_SUCCESS) return settings.event_wait_rc;
  struct event_set *set = find_event_set(handle);
  if (set == NULL) return NVML_ERROR_UNINITIALIZED; /* shut down during the wait */
  if (set->pending == 0) return NVML_ERROR_TIMEOUT;
  *event = set->events[0];
  set->pending--;
  memmove(&set->events[0], &set->events[1], set->pending * sizeof set->events[0]);
  return NVML_SUCCESS;
}

IN_OLD nvmlReturn_t nvmlEventSetWait_v2(nvmlEventSet_t set, nvmlEventData_t *event,
                                        unsigned timeout)
{
  begin(__func__);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  if (living_event_set(set, __func__) == NULL || event == NULL) {
    return end(NVML_ERROR_INVALID_ARGUMENT);
  }
  hold(&settings.event_wait_delay);
  unsigned long long start = milliseconds_now();
  for (;;) {
    nvmlReturn_t rc = take_event(set, event);
    unsigned long long waited = milliseconds_now() - start;
    if (rc != NVML_ERROR_TIMEOUT || waited >= timeout) return end(rc);
    nap((unsigned) (timeout - waited));
  }
}

IN_OLD nvmlReturn_t nvmlEventSetFree(nvmlEventSet_t set)
{
  begin(__func__);
  if (initialized == 0) return end(NVML_ERROR_UNINITIALIZED);
  struct event_set *freed = living_event_set(set, __func__);
  if (freed == NULL) return end(NVML_ERROR_INVALID_ARGUMENT);
  memset(freed, 0, sizeof *freed);
  return end(NVML_SUCCESS);
}
