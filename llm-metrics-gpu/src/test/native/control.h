/*
 * What the control file says, and the one lock over it. nvml_standin.c answers the calls of NVML
 * from this.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include "nvml_abi.h"

#include <stdbool.h>

enum {
  GPUS = 16,
  MIG_SLOTS = 16,
  PROCESSES = 512,
  FIELDS = 64,
  TEXT = 128
};

/* None of NVML's return codes: the call says NVML_SUCCESS and writes nothing. */
enum {
  UNTOUCHED = 10000
};

/* The calls on a device: each can be given a return code and a delay by its name. */
#define DEVICE_FUNCTIONS(X) \
  X(nvmlDeviceGetHandleByIndex_v2) \
  X(nvmlDeviceGetName) \
  X(nvmlDeviceGetUUID) \
  X(nvmlDeviceGetPciInfo_v3) \
  X(nvmlDeviceGetUtilizationRates) \
  X(nvmlDeviceGetMemoryInfo) \
  X(nvmlDeviceGetMemoryInfo_v2) \
  X(nvmlDeviceGetTemperature) \
  X(nvmlDeviceGetPowerUsage) \
  X(nvmlDeviceGetTotalEnergyConsumption) \
  X(nvmlDeviceGetClockInfo) \
  X(nvmlDeviceGetTotalEccErrors) \
  X(nvmlDeviceGetCurrentClocksThrottleReasons) \
  X(nvmlDeviceGetCurrentClocksEventReasons) \
  X(nvmlDeviceGetFieldValues) \
  X(nvmlDeviceGetPcieThroughput) \
  X(nvmlDeviceGetComputeRunningProcesses_v2) \
  X(nvmlDeviceGetComputeRunningProcesses_v3) \
  X(nvmlDeviceGetMigMode) \
  X(nvmlDeviceGetMaxMigDeviceCount) \
  X(nvmlDeviceGetMigDeviceHandleByIndex) \
  X(nvmlDeviceRegisterEvents)

enum device_function {
#define X(name) CALL_##name,
  DEVICE_FUNCTIONS(X)
#undef X
  DEVICE_FUNCTION_COUNT
};

extern const char *const device_function_names[DEVICE_FUNCTION_COUNT];

struct field {
  unsigned id;
  unsigned type;
  nvmlReturn_t rc;
  bool has_value;
  double real;              /* the value, for the type double */
  unsigned long long whole; /* for all the others; two's complement where negative */
};

struct instance {
  char uuid[TEXT]; /* empty: no such instance */
  char name[TEXT];
  unsigned long long total;
  unsigned long long used;
  nvmlReturn_t rc;
  nvmlReturn_t function_rc[DEVICE_FUNCTION_COUNT];
  unsigned generation; /* tells a new instance from the destroyed one that had its place */
};

struct gpu {
  nvmlReturn_t rc;
  nvmlReturn_t function_rc[DEVICE_FUNCTION_COUNT];
  unsigned delay[DEVICE_FUNCTION_COUNT];

  char name[TEXT];
  char uuid[TEXT];
  char pci[TEXT];
  unsigned utilization;
  unsigned memory_utilization;
  unsigned temperature;
  unsigned power;
  unsigned clocks[4];
  unsigned long long total;
  unsigned long long used;
  unsigned long long reserved;
  unsigned long long energy;
  unsigned long long ecc[2][2]; /* volatile or aggregate, corrected or uncorrected */
  unsigned long long reasons;

  unsigned process_count;
  nvmlProcessInfo_v2_t processes[PROCESSES];
  bool claims_process_count;
  unsigned claimed_process_count;

  unsigned field_count;
  struct field fields[FIELDS];

  unsigned mig;
  unsigned mig_max;
  struct instance instances[MIG_SLOTS];

  unsigned long long xid;
  unsigned long long xid_sequence;
};

struct settings {
  nvmlReturn_t init_rc;
  unsigned init_delay;
  unsigned long long uninitialized;
  char driver[TEXT];
  unsigned count;
  nvmlReturn_t count_rc;
  unsigned count_delay;
  nvmlReturn_t event_create_rc;
  nvmlReturn_t event_register_rc;
  nvmlReturn_t event_wait_rc;
  unsigned event_wait_delay;
  char log[4096]; /* empty: none */
  struct gpu gpus[GPUS];
};

/* Read and written under the lock only. Its address is for good: a new file is copied into it. */
extern struct settings settings;

/* Takes the lock, brings the settings up to date and logs the call. */
void begin(const char *function);

/* The same in two steps, for a call that has something to say of its device in the log. */
void lock_settings(void);
void log_call(const char *function, const char *device);

void unlock_settings(void);

/* Lets the others have the lock for a moment of at most so many milliseconds. */
void nap(unsigned milliseconds);

/* Naps until the delay is over, or until the control file no longer asks for it. */
void hold(const unsigned *delay);

unsigned long long milliseconds_now(void);

bool instance_exists(const struct gpu *gpu, const struct instance *instance);

/* What nvml_standin.c does about a change in the file; called under the lock. */
void shut_down(void);
void raise_xid(unsigned gpu, unsigned long long xid);

#endif
