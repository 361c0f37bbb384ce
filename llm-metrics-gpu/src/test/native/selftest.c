/*
 * selftest KIND LIBRARY SYMBOLS: checks one kind of the stand-in, opened as a test's JVM opens it.
 * Exits 0 if it behaves as README.md says.
 */
#define _GNU_SOURCE
#include "nvml_abi.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *library;
static char folder[] = "/tmp/nvml-standin-XXXXXX";
static int failures;

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "selftest.c:%d: not so: %s\n", __LINE__, #condition); \
      failures++; \
    } \
  } while (0)

/* A function of the library, with the type that nvml_abi.h gives it. */
#define THE(function) ((__typeof__(&function)) lookup(#function))

static void *lookup(const char *function)
{
  void *found = dlsym(library, function);
  if (found == NULL) {
    fprintf(stderr, "selftest: no %s\n", function);
    exit(1);
  }
  return found;
}

static bool has(const char *function)
{
  return dlsym(library, function) != NULL;
}

static const char *in_folder(const char *name)
{
  static char paths[2][512];
  static int turn;
  turn = !turn;
  snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
  return paths[turn];
}

/* Puts a new control file in the place of the old one in one step, as the tests do. */
static void control(const char *lines)
{
  FILE *file = fopen(in_folder("new.conf"), "w");
  if (file == NULL) abort();
  fputs(lines, file);
  fclose(file);
  if (rename(in_folder("new.conf"), in_folder("nvml-standin.conf")) != 0) abort();
}

/* Opened through a link: the control file is looked for beside that. */
static void open_library(const char *path)
{
  char absolute[PATH_MAX];
  if (realpath(path, absolute) == NULL) abort();
  unlink(in_folder("libnvidia-ml.so.1"));
  if (symlink(absolute, in_folder("libnvidia-ml.so.1")) != 0) abort();
  library = dlopen(in_folder("libnvidia-ml.so.1"), RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) {
    fprintf(stderr, "selftest: %s\n", dlerror());
    exit(1);
  }
}

static nvmlDevice_t gpu(unsigned index)
{
  nvmlDevice_t device = NULL;
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(index, &device) == NVML_SUCCESS);
  return device;
}

static nvmlReturn_t power(nvmlDevice_t device, unsigned *milliwatts)
{
  return THE(nvmlDeviceGetPowerUsage)(device, milliwatts);
}

static long milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void short_sleep(void)
{
  nanosleep(&(struct timespec) { 0, 50000000 }, NULL);
}

/* Whether a use of something that is no more ends the process that does it. */
static bool aborts(void (*use)(void *), void *object)
{
  pid_t child = fork();
  if (child < 0) abort();
  if (child == 0) {
    if (freopen("/dev/null", "w", stderr) == NULL) _exit(1);
    use(object);
    _exit(0);
  }
  int status;
  if (waitpid(child, &status, 0) != child) abort();
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/* ---- what every kind has ---- */

static void test_start(void)
{
  unsigned count = 0;
  nvmlDevice_t device = NULL;
  CHECK(THE(nvmlShutdown)() == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(0, &device) == NVML_ERROR_UNINITIALIZED);

  control("init=9\n");
  CHECK(THE(nvmlInit_v2)() == 9);
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_ERROR_UNINITIALIZED);

  unlink(in_folder("nvml-standin.conf"));
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  CHECK(THE(nvmlShutdown)() == NVML_SUCCESS);
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == 1);

  control("uninitialized=1\n");
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  control("count=2\n");
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == 2);
  control("uninitialized=1\ncount=3\n");
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == 3);
}

static void test_count(void)
{
  unsigned count = 0;
  nvmlDevice_t device = NULL;
  control("# garbage\n\ncount=4294967295\ngpu2.rc=15\ngpu3.rc.HandleByIndex=4\n");
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == UINT_MAX);
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(2, &device) == 15);
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(3, &device) == 4);
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(15, &device) == NVML_SUCCESS && device == gpu(15));
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(16, &device) == NVML_ERROR_INVALID_ARGUMENT);
  control("count=2\ngpu2.rc=15\n");
  CHECK(THE(nvmlDeviceGetHandleByIndex_v2)(2, &device) == NVML_ERROR_INVALID_ARGUMENT);
  control("count.rc=999\n");
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == 999);
}

static void test_delays_of_the_library(void)
{
  unsigned count;
  control("init.delay=60\ncount.delay=60\n");
  long start = milliseconds();
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  CHECK(milliseconds() - start >= 59);
  start = milliseconds();
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS);
  CHECK(milliseconds() - start >= 59);
  CHECK(THE(nvmlShutdown)() == NVML_SUCCESS);
}

static void test_log(void)
{
  char lines[256];
  char text[256] = "";
  unsigned count;
  nvmlDevice_t device;
  snprintf(lines, sizeof lines, "log=%s\n", in_folder("log"));
  control(lines);
  THE(nvmlDeviceGetCount_v2)(&count);
  THE(nvmlDeviceGetHandleByIndex_v2)(0, &device);
  THE(nvmlDeviceGetHandleByIndex_v2)(99, &device);
  control("");
  THE(nvmlDeviceGetCount_v2)(&count);
  FILE *log = fopen(in_folder("log"), "r");
  CHECK(log != NULL);
  if (log == NULL) return;
  text[fread(text, 1, sizeof text - 1, log)] = '\0';
  fclose(log);
  unlink(in_folder("log"));
  CHECK(strcmp(text, "nvmlDeviceGetCount_v2 -\n"
                     "nvmlDeviceGetHandleByIndex_v2 0\n"
                     "nvmlDeviceGetHandleByIndex_v2 ?\n") == 0);
}

/* A slip in a control file is told on stderr, by its key, and the rest of the file holds. */
static void test_complaints(void)
{
  char text[1024] = "";
  unsigned count = 0;
  fflush(stderr);
  int saved = dup(STDERR_FILENO);
  FILE *told = tmpfile();
  if (saved < 0 || told == NULL) abort();
  dup2(fileno(told), STDERR_FILENO);
  control("counts=1\ngpu0.pwoer=1\ngpu16.power=1\ngpu0.rc.Pwoer=1\ngpu0.power=-1\n"
          "gpu0.temp=4294967296\ngpu0.field.1=x\ngpu0.procs=1\ngpu0=1\nnothing\n"
          "gpu0.name=good\ngpu1.field.2.rc=3\ncount=4\n");
  THE(nvmlDeviceGetCount_v2)(&count);
  dup2(saved, STDERR_FILENO);
  close(saved);
  rewind(told);
  text[fread(text, 1, sizeof text - 1, told)] = '\0';
  fclose(told);
  CHECK(count == 4);
  CHECK(strcmp(text, "nvml-standin: unknown key: counts\n"
                     "nvml-standin: unknown key: gpu0.pwoer\n"
                     "nvml-standin: unknown key: gpu16.power\n"
                     "nvml-standin: unknown key: gpu0.rc.Pwoer\n"
                     "nvml-standin: bad value of gpu0.power: -1\n"
                     "nvml-standin: bad value of gpu0.temp: 4294967296\n"
                     "nvml-standin: bad value of gpu0.field.1: x\n"
                     "nvml-standin: bad value of gpu0.procs: 1\n"
                     "nvml-standin: unknown key: gpu0\n"
                     "nvml-standin: a line without a value: nothing\n") == 0);
}

/* ---- what all but the bare kind have ---- */

static void test_defaults(void)
{
  char text[96];
  nvmlPciInfo_t pci;
  nvmlMemory_t memory;
  unsigned number;
  control("");
  CHECK(THE(nvmlDeviceGetName)(gpu(0), text, sizeof text) == NVML_SUCCESS);
  CHECK(strcmp(text, "Stand-in H100 80GB HBM3") == 0);
  CHECK(THE(nvmlDeviceGetName)(gpu(0), text, 5) == NVML_ERROR_INSUFFICIENT_SIZE);
  CHECK(THE(nvmlDeviceGetUUID)(gpu(0), text, sizeof text) == NVML_SUCCESS);
  CHECK(strcmp(text, "GPU-00000000-0000-0000-0000-000000000000") == 0);
  CHECK(THE(nvmlSystemGetDriverVersion)(text, sizeof text) == NVML_SUCCESS);
  CHECK(strcmp(text, "580.95.05") == 0);
  CHECK(THE(nvmlDeviceGetPciInfo_v3)(gpu(0), &pci) == NVML_SUCCESS);
  CHECK(strcmp(pci.busId, "00000000:01:00.0") == 0);
  CHECK(strcmp(pci.busIdLegacy, "0000:01:00.0") == 0);
  CHECK(pci.domain == 0 && pci.bus == 1 && pci.device == 0);
  CHECK(THE(nvmlDeviceGetMemoryInfo)(gpu(0), &memory) == NVML_SUCCESS);
  CHECK(memory.total == 85520809984 && memory.used == 537ull << 20);
  CHECK(memory.free == memory.total - memory.used);
  CHECK(THE(nvmlDeviceGetTemperature)(gpu(0), 0, &number) == NVML_SUCCESS && number == 30);
  CHECK(power(gpu(0), &number) == NVML_SUCCESS && number == 70000);
  CHECK(power(NULL, &number) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(power((nvmlDevice_t) (void *) text, &number) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(power(gpu(0), NULL) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(strcmp(THE(nvmlErrorString)(15), "GPU is lost") == 0);
  CHECK(strcmp(THE(nvmlErrorString)(-5), "Unknown Error") == 0);
  CHECK(strcmp(THE(nvmlErrorString)(5), "Unknown Error") == 0);
}

static void test_values(void)
{
  unsigned number;
  unsigned long long large;
  nvmlUtilization_t utilization;
  control("gpu0.util=4294967295\ngpu0.memutil=21\ngpu0.power=412345\ngpu0.reasons=0xE4\n"
          "gpu0.clk.graphics=1\ngpu0.clk.sm=2\ngpu0.clk.mem=3\ngpu0.clk.video=4\n"
          "gpu0.ecc.vc=5\ngpu0.ecc.vu=6\ngpu0.ecc.ac=7\ngpu0.ecc.au=18446744073709551615\n");
  CHECK(THE(nvmlDeviceGetUtilizationRates)(gpu(0), &utilization) == NVML_SUCCESS);
  CHECK(utilization.gpu == UINT_MAX && utilization.memory == 21);
  CHECK(power(gpu(0), &number) == NVML_SUCCESS && number == 412345);
  for (int type = 0; type < 4; type++) {
    CHECK(THE(nvmlDeviceGetClockInfo)(gpu(0), type, &number) == NVML_SUCCESS);
    CHECK(number == (unsigned) type + 1);
  }
  CHECK(THE(nvmlDeviceGetClockInfo)(gpu(0), 4, &number) == NVML_ERROR_INVALID_ARGUMENT);
  unsigned long long expected[2][2] = { { 5, 6 }, { 7, ULLONG_MAX } };
  for (int counter = 0; counter < 2; counter++) {
    for (int error = 0; error < 2; error++) {
      CHECK(THE(nvmlDeviceGetTotalEccErrors)(gpu(0), error, counter, &large) == NVML_SUCCESS);
      CHECK(large == expected[counter][error]);
    }
  }
  CHECK(THE(nvmlDeviceGetTotalEccErrors)(gpu(0), 2, 0, &large) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(THE(nvmlDeviceGetCurrentClocksThrottleReasons)(gpu(0), &large) == NVML_SUCCESS);
  CHECK(large == 0xe4);

  for (unsigned i = 0; i < 20; i++) { /* files of the same size, one right after the other */
    char lines[32];
    snprintf(lines, sizeof lines, "gpu0.power=%u\n", 1000 + i);
    control(lines);
    CHECK(power(gpu(0), &number) == NVML_SUCCESS && number == 1000 + i);
  }

  long start = milliseconds();
  CHECK(THE(nvmlDeviceGetPcieThroughput)(gpu(0), 0, &number) == NVML_SUCCESS);
  CHECK(milliseconds() - start >= 19);
}

static void test_return_codes(void)
{
  unsigned number;
  nvmlMemory_t memory;
  control("count=2\ngpu0.rc.PowerUsage=3\ngpu0.rc.MemoryInfo=999\n");
  nvmlDevice_t first = gpu(0);
  nvmlDevice_t second = gpu(1);
  CHECK(power(first, &number) == NVML_ERROR_NOT_SUPPORTED);
  CHECK(power(second, &number) == NVML_SUCCESS);
  CHECK(THE(nvmlDeviceGetTemperature)(first, 0, &number) == NVML_SUCCESS);
  CHECK(THE(nvmlDeviceGetMemoryInfo)(first, &memory) == 999);
  number = 7;
  control("gpu0.rc.PowerUsage=10000\ncount.rc=10000\n");
  CHECK(power(first, &number) == NVML_SUCCESS && number == 7);
  CHECK(THE(nvmlDeviceGetCount_v2)(&number) == NVML_SUCCESS && number == 7);
  control("count=2\ngpu1.rc=15\n");
  CHECK(power(first, &number) == NVML_SUCCESS);
  CHECK(power(second, &number) == 15);
}

static void test_processes_v2(void)
{
  nvmlProcessInfo_v2_t processes[4];
  unsigned count = 1;
  control("gpu0.procs=4242:1073741824,7:18446744073709551615\n"
          "gpu0.rc.ComputeRunningProcesses_v3=3\n");
  __typeof__(&nvmlDeviceGetComputeRunningProcesses_v2) running =
      THE(nvmlDeviceGetComputeRunningProcesses_v2);
  CHECK(running(gpu(0), &count, processes) == NVML_ERROR_INSUFFICIENT_SIZE && count == 2);
  count = 4;
  CHECK(running(gpu(0), &count, processes) == NVML_SUCCESS && count == 2);
  CHECK(processes[0].pid == 4242 && processes[0].usedGpuMemory == 1 << 30);
  CHECK(processes[1].pid == 7 && processes[1].usedGpuMemory == ULLONG_MAX);
  CHECK(processes[1].gpuInstanceId == UINT_MAX);

  control("gpu0.procs=1:2\ngpu0.nproc=4294967295\n");
  CHECK(running(gpu(0), &count, processes) == NVML_ERROR_INSUFFICIENT_SIZE && count == UINT_MAX);
  control("gpu0.procs=1:2\ngpu0.nproc=0\n");
  CHECK(running(gpu(0), &count, processes) == NVML_SUCCESS && count == 0);
  control("gpu0.rc.ComputeRunningProcesses=4\n"); /* every version */
  CHECK(running(gpu(0), &count, processes) == 4);
}

static void *blocked_call(void *device)
{
  unsigned number;
  return (void *) (long) power(device, &number);
}

static void test_delay_is_released(void)
{
  unsigned number;
  void *rc;
  pthread_t thread;
  control("count=2\ngpu0.delay.PowerUsage=60000\n");
  nvmlDevice_t second = gpu(1);
  long start = milliseconds();
  pthread_create(&thread, NULL, blocked_call, gpu(0));
  short_sleep();
  CHECK(power(second, &number) == NVML_SUCCESS);
  CHECK(milliseconds() - start < 5000); /* the blocked call is in nobody's way */
  control("count=2\ngpu0.delay.PowerUsage=60000\ngpu1.power=5\n");
  CHECK(power(second, &number) == NVML_SUCCESS && number == 5);
  CHECK(pthread_tryjoin_np(thread, &rc) != 0); /* still asked to block */
  control("count=2\ngpu0.rc=15\n");
  pthread_join(thread, &rc);
  CHECK((long) rc == 15); /* what the file says at the end */
  CHECK(milliseconds() - start < 10000);
}

static void use_free(void *set)
{
  THE(nvmlEventSetFree)(set);
}

static void use_wait(void *set)
{
  nvmlEventData_t event;
  THE(nvmlEventSetWait_v2)(set, &event, 0);
}

static void use_watch(void *set)
{
  THE(nvmlDeviceRegisterEvents)(gpu(0), NVML_EVENT_TYPE_XID_CRITICAL_ERROR, set);
}

static void use_device(void *device)
{
  unsigned number;
  power(device, &number);
}

struct wait {
  nvmlEventSet_t set;
  nvmlReturn_t rc;
};

static void *blocked_wait(void *argument)
{
  struct wait *wait = argument;
  nvmlEventData_t event;
  wait->rc = THE(nvmlEventSetWait_v2)(wait->set, &event, 0);
  return NULL;
}

static void test_events(void)
{
  nvmlEventSet_t set;
  nvmlEventSet_t other;
  nvmlEventData_t event;
  __typeof__(&nvmlEventSetWait_v2) wait = THE(nvmlEventSetWait_v2);
  __typeof__(&nvmlDeviceRegisterEvents) watch = THE(nvmlDeviceRegisterEvents);

  control("count=3\ngpu1.xid=13\ngpu1.xidseq=1\n");
  CHECK(THE(nvmlEventSetCreate)(&set) == NVML_SUCCESS);
  CHECK(THE(nvmlEventSetCreate)(&other) == NVML_SUCCESS && other != set);
  CHECK(watch(gpu(0), NVML_EVENT_TYPE_XID_CRITICAL_ERROR, set) == NVML_SUCCESS);
  CHECK(watch(gpu(1), NVML_EVENT_TYPE_XID_CRITICAL_ERROR, set) == NVML_SUCCESS);
  CHECK(watch(gpu(1), 1, other) == NVML_SUCCESS);
  CHECK(watch(gpu(2), NVML_EVENT_TYPE_XID_CRITICAL_ERROR, NULL) == NVML_ERROR_INVALID_ARGUMENT);
  long start = milliseconds();
  CHECK(wait(set, &event, 30) == NVML_ERROR_TIMEOUT); /* what was before is not told */
  CHECK(milliseconds() - start >= 29);

  control("count=3\ngpu1.xid=79\ngpu1.xidseq=2\ngpu2.xid=48\ngpu2.xidseq=1\n");
  CHECK(wait(set, &event, 1000) == NVML_SUCCESS);
  CHECK(event.device == gpu(1) && event.eventType == 8 && event.eventData == 79);
  CHECK(wait(set, &event, 0) == NVML_ERROR_TIMEOUT); /* gpu2 is not registered */
  CHECK(wait(other, &event, 0) == NVML_ERROR_TIMEOUT); /* registered for something else */
  control("count=3\n");
  CHECK(wait(set, &event, 0) == NVML_ERROR_TIMEOUT);
  control("count=3\ngpu0.xid=1\ngpu0.xidseq=1\ngpu1.xid=2\ngpu1.xidseq=9\n");
  CHECK(wait(set, &event, 0) == NVML_SUCCESS && event.device == gpu(0));
  CHECK(wait(set, &event, 0) == NVML_SUCCESS && event.device == gpu(1));

  struct wait blocked = { set, -1 };
  pthread_t thread;
  control("event.wait.delay=60000\n");
  pthread_create(&thread, NULL, blocked_wait, &blocked);
  short_sleep();
  CHECK(pthread_tryjoin_np(thread, NULL) != 0); /* though its timeout is 0 */
  control("event.wait.rc=999\nevent.register.rc=3\nevent.create.rc=4\n");
  pthread_join(thread, NULL);
  CHECK(blocked.rc == 999);
  CHECK(watch(gpu(0), 8, set) == NVML_ERROR_NOT_SUPPORTED);
  nvmlEventSet_t none;
  CHECK(THE(nvmlEventSetCreate)(&none) == 4);
  control("gpu0.rc.RegisterEvents=4\n");
  CHECK(watch(gpu(0), 8, set) == 4);

  control("");
  CHECK(THE(nvmlEventSetFree)(set) == NVML_SUCCESS);
  CHECK(THE(nvmlEventSetFree)(NULL) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(aborts(use_free, set) && aborts(use_wait, set) && aborts(use_watch, set));
  CHECK(THE(nvmlEventSetFree)(other) == NVML_SUCCESS);
}

/* What the library gave before it was shut down is good no more. */
static void test_sessions(void)
{
  unsigned number;
  nvmlEventSet_t set;
  nvmlEventData_t event;
  control("");
  nvmlDevice_t device = gpu(0);
  CHECK(THE(nvmlEventSetCreate)(&set) == NVML_SUCCESS);
  CHECK(THE(nvmlShutdown)() == NVML_SUCCESS);
  CHECK(power(device, &number) == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlEventSetWait_v2)(set, &event, 1000) == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlEventSetFree)(set) == NVML_ERROR_UNINITIALIZED);
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  CHECK(aborts(use_device, device) && aborts(use_free, set) && aborts(use_wait, set));
  CHECK(gpu(0) != device && power(gpu(0), &number) == NVML_SUCCESS);
}

/* ---- what an old driver lacks ---- */

static void test_newer_readings(void)
{
  nvmlMemory_v2_t memory = { .version = 1 };
  unsigned long long large;
  control("gpu0.total=100\ngpu0.used=30\ngpu0.reserved=7\ngpu0.energy=18446744073709551615\n"
          "gpu0.reasons=4\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo_v2)(gpu(0), &memory) == NVML_ERROR_ARGUMENT_VERSION_MISMATCH);
  memory.version = 40 | 2 << 24;
  CHECK(THE(nvmlDeviceGetMemoryInfo_v2)(gpu(0), &memory) == NVML_SUCCESS);
  CHECK(memory.total == 100 && memory.used == 30 && memory.reserved == 7 && memory.free == 63);
  CHECK(THE(nvmlDeviceGetTotalEnergyConsumption)(gpu(0), &large) == NVML_SUCCESS);
  CHECK(large == ULLONG_MAX);
  CHECK(THE(nvmlDeviceGetCurrentClocksEventReasons)(gpu(0), &large) == NVML_SUCCESS && large == 4);
  unsigned count = 0;
  CHECK(THE(nvmlDeviceGetComputeRunningProcesses_v3)(gpu(0), &count, NULL) == NVML_SUCCESS);
  control("gpu0.rc.MemoryInfo=999\n"); /* only the function of exactly that name */
  CHECK(THE(nvmlDeviceGetMemoryInfo_v2)(gpu(0), &memory) == NVML_SUCCESS);
}

static void test_fields(void)
{
  nvmlFieldValue_t f[12] = { 0 };
  control("gpu0.field.10=18446744073709551615\n"
          "gpu0.field.11.type=0\ngpu0.field.11=1.5\n"
          "gpu0.field.12=4294967295\ngpu0.field.12.type=1\n"
          "gpu0.field.13=7\ngpu0.field.13.type=2\n"
          "gpu0.field.14=-5\ngpu0.field.14.type=4\n"
          "gpu0.field.15=-6\ngpu0.field.15.type=5\n"
          "gpu0.field.16=65535\ngpu0.field.16.type=6\n"
          "gpu0.field.17=1\ngpu0.field.17.rc=15\n"
          "gpu0.field.18=1\ngpu0.field.18.rc=10000\n"
          "gpu0.field.138=77\n");
  for (unsigned i = 0; i < 8; i++) f[i].fieldId = 10 + i;
  f[8].fieldId = 999;
  f[9].fieldId = 138;
  f[9].scopeId = UINT_MAX;
  f[10].fieldId = 138;
  f[11].fieldId = 18;
  f[11].nvmlReturn = -1;
  CHECK(THE(nvmlDeviceGetFieldValues)(gpu(0), 12, f) == NVML_SUCCESS);
  for (int i = 0; i < 7; i++) CHECK(f[i].nvmlReturn == NVML_SUCCESS);
  CHECK(f[0].valueType == 3 && f[0].value.ullVal == ULLONG_MAX);
  CHECK(f[1].valueType == 0 && f[1].value.dVal == 1.5);
  CHECK(f[2].valueType == 1 && f[2].value.uiVal == UINT_MAX);
  CHECK(f[3].valueType == 2 && f[3].value.ulVal == 7);
  CHECK(f[4].valueType == 4 && f[4].value.sllVal == -5);
  CHECK(f[5].valueType == 5 && f[5].value.siVal == -6);
  CHECK(f[6].valueType == 6 && f[6].value.usVal == 65535);
  CHECK(f[7].nvmlReturn == 15);
  CHECK(f[8].nvmlReturn == NVML_ERROR_NOT_SUPPORTED);
  CHECK(f[9].nvmlReturn == NVML_SUCCESS && f[9].value.ullVal == 77);
  CHECK(f[10].nvmlReturn == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(f[11].nvmlReturn == -1 && f[11].timestamp == 0);
}

static void test_mig(void)
{
  char text[96];
  unsigned number;
  unsigned pending;
  nvmlDevice_t instance = NULL;
  nvmlDevice_t none;
  nvmlMemory_t memory;
  nvmlUtilization_t utilization;
  __typeof__(&nvmlDeviceGetMigDeviceHandleByIndex) get = THE(nvmlDeviceGetMigDeviceHandleByIndex);

  control("gpu0.mig=1\ngpu0.mig2.uuid=MIG-2\ngpu0.mig2.used=3\ngpu0.mig2.total=10\n");
  CHECK(THE(nvmlDeviceGetMigMode)(gpu(0), &number, &pending) == NVML_SUCCESS);
  CHECK(number == 1 && pending == 1);
  CHECK(THE(nvmlDeviceGetMaxMigDeviceCount)(gpu(0), &number) == NVML_SUCCESS && number == 7);
  CHECK(THE(nvmlDeviceGetUtilizationRates)(gpu(0), &utilization) == NVML_ERROR_NOT_SUPPORTED);
  CHECK(get(gpu(0), 0, &none) == NVML_ERROR_NOT_FOUND);
  CHECK(get(gpu(0), UINT_MAX, &none) == NVML_ERROR_NOT_FOUND);
  CHECK(get(gpu(0), 2, &instance) == NVML_SUCCESS && instance != gpu(0));
  CHECK(THE(nvmlDeviceGetUUID)(instance, text, sizeof text) == NVML_SUCCESS);
  CHECK(strcmp(text, "MIG-2") == 0);
  CHECK(THE(nvmlDeviceGetName)(instance, text, sizeof text) == NVML_SUCCESS);
  CHECK(strcmp(text, "Stand-in H100 80GB HBM3 MIG 1g.10gb") == 0);
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == NVML_SUCCESS);
  CHECK(memory.total == 10 && memory.used == 3 && memory.free == 7);
  CHECK(power(instance, &number) == NVML_ERROR_NOT_SUPPORTED);

  control("gpu0.mig=1\ngpu0.mig2.uuid=MIG-2\ngpu0.mig2.rc=4\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == 4);
  control("gpu0.mig=1\ngpu0.mig2.uuid=MIG-2\ngpu0.mig2.rc.MemoryInfo=3\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == NVML_ERROR_NOT_SUPPORTED);
  CHECK(THE(nvmlDeviceGetUUID)(instance, text, sizeof text) == NVML_SUCCESS);
  control("gpu0.rc=15\ngpu0.mig=1\ngpu0.mig2.uuid=MIG-2\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == 15);
  control("gpu0.mig=1\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(get(gpu(0), 2, &none) == NVML_ERROR_NOT_FOUND);
  control("gpu0.mig=1\ngpu0.mig2.uuid=MIG-new\n");
  CHECK(THE(nvmlDeviceGetMemoryInfo)(instance, &memory) == NVML_ERROR_INVALID_ARGUMENT);
  CHECK(get(gpu(0), 2, &none) == NVML_SUCCESS && none != instance);
  CHECK(THE(nvmlDeviceGetMemoryInfo)(none, &memory) == NVML_SUCCESS);
}

/* ---- what is exported ---- */

static void test_symbols(const char *kind, const char *symbols)
{
  static const char *const newer[] = {
    "nvmlDeviceGetMemoryInfo_v2",
    "nvmlDeviceGetCurrentClocksEventReasons",
    "nvmlDeviceGetComputeRunningProcesses_v3",
    "nvmlDeviceGetFieldValues",
    "nvmlDeviceGetTotalEnergyConsumption",
    "nvmlDeviceGetMaxMigDeviceCount",
    "nvmlDeviceGetMigDeviceHandleByIndex",
  };
  static const int expected[] = { 30, 23, 4, 405 };
  static const char *const kinds[] = { "full", "old", "bare", "all" };
  bool is_new = strcmp(kind, "full") == 0 || strcmp(kind, "all") == 0;
  for (size_t i = 0; i < sizeof newer / sizeof newer[0]; i++) CHECK(has(newer[i]) == is_new);
  CHECK(has("nvmlDeviceGetName") == (strcmp(kind, "bare") != 0));

  char name[128];
  int listed = 0;
  int found = 0;
  FILE *file = fopen(symbols, "r");
  if (file == NULL) abort();
  while (fscanf(file, "%127s", name) == 1) {
    listed++;
    if (has(name)) found++;
  }
  fclose(file);
  CHECK(listed == 405);
  for (int i = 0; i < 4; i++) {
    if (strcmp(kind, kinds[i]) == 0) CHECK(found == expected[i]);
  }
  if (found == 405) {
    int (*stub)(void) = (int (*)(void)) lookup("nvmlDeviceGetBrand");
    CHECK(stub() == NVML_ERROR_NOT_SUPPORTED);
  }
}

/* With another file than the one beside the library, read once. */
static void test_environment(const char *path)
{
  unsigned count = 0;
  char elsewhere[512];
  snprintf(elsewhere, sizeof elsewhere, "%s", in_folder("elsewhere.conf"));
  control("count=5\n");
  if (rename(in_folder("nvml-standin.conf"), elsewhere) != 0) abort();
  control("count=6\n");
  dlclose(library);
  setenv("NVML_STANDIN_CONTROL", elsewhere, 1);
  setenv("NVML_STANDIN_STATIC", "1", 1);
  open_library(path);
  CHECK(THE(nvmlInit_v2)() == NVML_SUCCESS);
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == 5);
  unlink(elsewhere);
  CHECK(THE(nvmlDeviceGetCount_v2)(&count) == NVML_SUCCESS && count == 5);
  CHECK(THE(nvmlShutdown)() == NVML_SUCCESS);
}

int main(int argc, char **argv)
{
  if (argc != 4) {
    fprintf(stderr, "usage: selftest KIND LIBRARY SYMBOLS\n");
    return 2;
  }
  const char *kind = argv[1];
  unsetenv("NVML_STANDIN_CONTROL");
  unsetenv("NVML_STANDIN_STATIC");
  if (mkdtemp(folder) == NULL) abort();
  open_library(argv[2]);

  test_symbols(kind, argv[3]);
  test_start();
  test_count();
  test_delays_of_the_library();
  test_log();
  test_complaints();
  if (has("nvmlDeviceGetName")) {
    test_defaults();
    test_values();
    test_return_codes();
    test_processes_v2();
    test_delay_is_released();
    test_events();
    test_sessions();
  }
  if (has("nvmlDeviceGetMemoryInfo_v2")) {
    test_newer_readings();
    test_fields();
    test_mig();
  }
  CHECK(THE(nvmlShutdown)() == NVML_SUCCESS);
  CHECK(THE(nvmlShutdown)() == NVML_ERROR_UNINITIALIZED);
  test_environment(argv[2]);

  unlink(in_folder("nvml-standin.conf"));
  unlink(in_folder("libnvidia-ml.so.1"));
  rmdir(folder);
  printf("%s: %s\n", kind, failures == 0 ? "all is as it should be" : "FAILED");
  return failures == 0 ? 0 : 1;
}
