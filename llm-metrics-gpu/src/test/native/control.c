/* Reads the control file, each time that it has changed, and keeps the lock over what it says. */
#define _GNU_SOURCE
#include "control.h"

#include <ctype.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *const device_function_names[] = {
#define X(name) #name,
  DEVICE_FUNCTIONS(X)
#undef X
};

struct settings settings;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* ---- keys ---- */

/* The size of the member tells what it is: a 32-bit number, a 64-bit number or else text. */
struct key {
  const char *name;
  size_t offset;
  size_t size;
};

#define KEY(type, name, member) \
  { \
    name, offsetof(type, member), sizeof(((type *) NULL)->member) \
  }
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const struct key general_keys[] = {
  KEY(struct settings, "init", init_rc),
  KEY(struct settings, "init.delay", init_delay),
  KEY(struct settings, "uninitialized", uninitialized),
  KEY(struct settings, "driver", driver),
  KEY(struct settings, "count", count),
  KEY(struct settings, "count.rc", count_rc),
  KEY(struct settings, "count.delay", count_delay),
  KEY(struct settings, "event.create.rc", event_create_rc),
  KEY(struct settings, "event.register.rc", event_register_rc),
  KEY(struct settings, "event.wait.rc", event_wait_rc),
  KEY(struct settings, "event.wait.delay", event_wait_delay),
  KEY(struct settings, "log", log),
};

static const struct key gpu_keys[] = {
  KEY(struct gpu, "rc", rc),
  KEY(struct gpu, "name", name),
  KEY(struct gpu, "uuid", uuid),
  KEY(struct gpu, "pci", pci),
  KEY(struct gpu, "util", utilization),
  KEY(struct gpu, "memutil", memory_utilization),
  KEY(struct gpu, "total", total),
  KEY(struct gpu, "used", used),
  KEY(struct gpu, "reserved", reserved),
  KEY(struct gpu, "temp", temperature),
  KEY(struct gpu, "power", power),
  KEY(struct gpu, "energy", energy),
  KEY(struct gpu, "clk.graphics", clocks[0]),
  KEY(struct gpu, "clk.sm", clocks[1]),
  KEY(struct gpu, "clk.mem", clocks[2]),
  KEY(struct gpu, "clk.video", clocks[3]),
  KEY(struct gpu, "ecc.vc", ecc[0][0]),
  KEY(struct gpu, "ecc.vu", ecc[0][1]),
  KEY(struct gpu, "ecc.ac", ecc[1][0]),
  KEY(struct gpu, "ecc.au", ecc[1][1]),
  KEY(struct gpu, "reasons", reasons),
  KEY(struct gpu, "nproc", claimed_process_count),
  KEY(struct gpu, "mig", mig),
  KEY(struct gpu, "migmax", mig_max),
  KEY(struct gpu, "xid", xid),
  KEY(struct gpu, "xidseq", xid_sequence),
};

static const struct key instance_keys[] = {
  KEY(struct instance, "uuid", uuid),
  KEY(struct instance, "name", name),
  KEY(struct instance, "total", total),
  KEY(struct instance, "used", used),
  KEY(struct instance, "rc", rc),
};

static const struct key field_keys[] = {
  KEY(struct field, "type", type),
  KEY(struct field, "rc", rc),
};

enum outcome {
  TAKEN,
  UNKNOWN_KEY,
  BAD_VALUE
};

static int base_of(const char *text)
{
  return text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
}

static bool parse_number(const char *text, unsigned long long max, unsigned long long *number)
{
  if (!isdigit((unsigned char) text[0])) return false;
  char *end;
  errno = 0;
  *number = strtoull(text, &end, base_of(text));
  return errno == 0 && *end == '\0' && *number <= max;
}

static enum outcome store(void *member, size_t size, const char *value)
{
  unsigned long long number;
  if (size == sizeof(unsigned)) {
    if (!parse_number(value, UINT_MAX, &number)) return BAD_VALUE;
    memcpy(member, &(unsigned) { (unsigned) number }, size);
  } else if (size == sizeof number) {
    if (!parse_number(value, ULLONG_MAX, &number)) return BAD_VALUE;
    memcpy(member, &number, size);
  } else {
    if (strlen(value) >= size) return BAD_VALUE;
    strcpy(member, value);
  }
  return TAKEN;
}

static enum outcome store_by_key(const struct key *keys, size_t count, void *into,
                                 const char *name, const char *value)
{
  for (size_t i = 0; i < count; i++) {
    if (strcmp(keys[i].name, name) == 0) {
      return store((char *) into + keys[i].offset, keys[i].size, value);
    }
  }
  return UNKNOWN_KEY;
}

/* For the prefix "gpu", "gpu12.power" gives 12 and "power"; what is of another form gives NULL. */
static const char *after_index(const char *key, const char *prefix, unsigned long long *index)
{
  size_t length = strlen(prefix);
  if (strncmp(key, prefix, length) != 0 || !isdigit((unsigned char) key[length])) return NULL;
  char *end;
  *index = strtoull(key + length, &end, 10);
  if (*end == '.' && end[1] != '\0') return end + 1;
  return *end == '\0' ? end : NULL;
}

/* nvmlDeviceGetPowerUsage is PowerUsage, nvmlDeviceRegisterEvents is RegisterEvents. */
static const char *short_name(const char *function)
{
  static const char *const prefixes[] = { "nvmlDeviceGet", "nvmlDevice" };
  for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
    size_t length = strlen(prefixes[i]);
    if (strncmp(function, prefixes[i], length) == 0) return function + length;
  }
  return function;
}

/* A name that no function has as it stands means all its versions, _v2 and so on. */
static enum outcome store_by_function(void *numbers, const char *name, const char *value)
{
  char *at = numbers;
  for (int f = 0; f < DEVICE_FUNCTION_COUNT; f++) {
    if (strcmp(short_name(device_function_names[f]), name) == 0) {
      return store(at + f * sizeof(unsigned), sizeof(unsigned), value);
    }
  }
  enum outcome outcome = UNKNOWN_KEY;
  size_t length = strlen(name);
  for (int f = 0; f < DEVICE_FUNCTION_COUNT; f++) {
    const char *versioned = short_name(device_function_names[f]);
    if (strncmp(versioned, name, length) == 0 && strncmp(versioned + length, "_v", 2) == 0) {
      outcome = store(at + f * sizeof(unsigned), sizeof(unsigned), value);
    }
  }
  return outcome;
}

static enum outcome store_processes(struct gpu *gpu, const char *list)
{
  gpu->process_count = 0;
  while (*list != '\0') {
    char *end;
    unsigned long long pid = strtoull(list, &end, 10);
    if (end == list || *end != ':' || gpu->process_count == PROCESSES) return BAD_VALUE;
    list = end + 1;
    unsigned long long bytes = strtoull(list, &end, 10);
    if (end == list || (*end != ',' && *end != '\0')) return BAD_VALUE;
    list = *end == ',' ? end + 1 : end;
    gpu->processes[gpu->process_count++] =
        (nvmlProcessInfo_v2_t) { (unsigned) pid, bytes, UINT_MAX, UINT_MAX };
  }
  return TAKEN;
}

static enum outcome store_field_value(struct field *field, const char *value)
{
  /* The host may run under a locale with a decimal comma. */
  static locale_t c;
  if (c == NULL) c = newlocale(LC_ALL_MASK, "C", NULL);
  char *end;
  field->real = strtod_l(value, &end, c);
  if (end == value || *end != '\0') return BAD_VALUE;
  field->whole = strtoull(value, NULL, base_of(value));
  field->has_value = true;
  return TAKEN;
}

static enum outcome store_in_field(struct gpu *gpu, unsigned long long id, const char *name,
                                   const char *value)
{
  unsigned i = 0;
  while (i < gpu->field_count && gpu->fields[i].id != id) i++;
  if (i == FIELDS || id > UINT_MAX) return BAD_VALUE;
  if (i == gpu->field_count) {
    gpu->field_count++;
    gpu->fields[i].id = (unsigned) id;
    gpu->fields[i].type = NVML_VALUE_TYPE_UNSIGNED_LONG_LONG;
  }
  if (name[0] == '\0') return store_field_value(&gpu->fields[i], value);
  return store_by_key(field_keys, COUNT_OF(field_keys), &gpu->fields[i], name, value);
}

static enum outcome store_in_gpu(struct gpu *gpu, const char *name, const char *value)
{
  unsigned long long index;
  const char *rest = after_index(name, "mig", &index);
  if (rest != NULL) {
    if (index >= MIG_SLOTS) return UNKNOWN_KEY;
    if (strncmp(rest, "rc.", 3) == 0) {
      return store_by_function(gpu->instances[index].function_rc, rest + 3, value);
    }
    return store_by_key(instance_keys, COUNT_OF(instance_keys), &gpu->instances[index], rest,
                        value);
  }
  rest = after_index(name, "field.", &index);
  if (rest != NULL) return store_in_field(gpu, index, rest, value);
  if (strncmp(name, "rc.", 3) == 0) return store_by_function(gpu->function_rc, name + 3, value);
  if (strncmp(name, "delay.", 6) == 0) return store_by_function(gpu->delay, name + 6, value);
  if (strcmp(name, "procs") == 0) return store_processes(gpu, value);
  if (strcmp(name, "nproc") == 0) gpu->claims_process_count = true;
  return store_by_key(gpu_keys, COUNT_OF(gpu_keys), gpu, name, value);
}

static void store_line(struct settings *into, char *line)
{
  line[strcspn(line, "\r\n")] = '\0';
  if (line[0] == '#' || line[0] == '\0') return;

  char *value = strchr(line, '=');
  if (value == NULL) {
    fprintf(stderr, "nvml-standin: a line without a value: %s\n", line);
    return;
  }
  *value++ = '\0';

  unsigned long long index;
  const char *rest = after_index(line, "gpu", &index);
  enum outcome outcome;
  if (rest == NULL) {
    outcome = store_by_key(general_keys, COUNT_OF(general_keys), into, line, value);
  } else {
    outcome = index < GPUS ? store_in_gpu(&into->gpus[index], rest, value) : UNKNOWN_KEY;
  }
  if (outcome == UNKNOWN_KEY) fprintf(stderr, "nvml-standin: unknown key: %s\n", line);
  if (outcome == BAD_VALUE) fprintf(stderr, "nvml-standin: bad value of %s: %s\n", line, value);
}

/* ---- the file ---- */

static void set_defaults(struct settings *s)
{
  memset(s, 0, sizeof *s);
  strcpy(s->driver, "580.95.05");
  s->count = 1;
  for (unsigned i = 0; i < GPUS; i++) {
    struct gpu *gpu = &s->gpus[i];
    strcpy(gpu->name, "Stand-in H100 80GB HBM3");
    snprintf(gpu->uuid, sizeof gpu->uuid, "GPU-00000000-0000-0000-0000-%012u", i);
    snprintf(gpu->pci, sizeof gpu->pci, "00000000:%02X:00.0", i + 1);
    gpu->temperature = 30;
    gpu->power = 70000;
    gpu->clocks[0] = 1980;
    gpu->clocks[1] = 1980;
    gpu->clocks[2] = 2619;
    gpu->clocks[3] = 1545;
    gpu->total = 85520809984;
    gpu->reserved = 537ull << 20;
    gpu->mig_max = 7;
    for (unsigned j = 0; j < MIG_SLOTS; j++) {
      strcpy(gpu->instances[j].name, "Stand-in H100 80GB HBM3 MIG 1g.10gb");
      gpu->instances[j].total = 10ull << 30;
    }
  }
}

bool instance_exists(const struct gpu *gpu, const struct instance *instance)
{
  return gpu->mig != 0 && instance->uuid[0] != '\0';
}

static bool same_instance(const struct gpu *gpu, const struct gpu *other, unsigned index)
{
  const struct instance *one = &gpu->instances[index];
  const struct instance *two = &other->instances[index];
  bool exists = instance_exists(gpu, one);
  return exists == instance_exists(other, two) && (!exists || strcmp(one->uuid, two->uuid) == 0);
}

/* What is counted by its changes keeps its value where the new file is silent about it. */
static void keep_sequences(struct settings *next)
{
  next->uninitialized = settings.uninitialized;
  for (unsigned i = 0; i < GPUS; i++) {
    next->gpus[i].xid_sequence = settings.gpus[i].xid_sequence;
  }
}

static void switch_to(struct settings *next)
{
  bool shut = next->uninitialized != settings.uninitialized;
  bool xid[GPUS];
  for (unsigned i = 0; i < GPUS; i++) {
    struct gpu *gpu = &next->gpus[i];
    const struct gpu *old = &settings.gpus[i];
    xid[i] = gpu->xid_sequence != old->xid_sequence;
    for (unsigned j = 0; j < MIG_SLOTS; j++) {
      gpu->instances[j].generation =
          old->instances[j].generation + (same_instance(gpu, old, j) ? 0 : 1);
    }
  }
  settings = *next;
  if (shut) shut_down();
  for (unsigned i = 0; i < GPUS; i++) {
    if (xid[i]) raise_xid(i, settings.gpus[i].xid);
  }
}

static void find_control_file(char *path, size_t size)
{
  const char *given = getenv("NVML_STANDIN_CONTROL");
  Dl_info self;
  if (given != NULL && given[0] != '\0') {
    snprintf(path, size, "%s", given);
  } else if (dladdr((void *) find_control_file, &self) != 0 && self.dli_fname != NULL) {
    const char *slash = strrchr(self.dli_fname, '/');
    int length = slash == NULL ? 0 : (int) (slash + 1 - self.dli_fname);
    snprintf(path, size, "%.*snvml-standin.conf", length, self.dli_fname);
  }
}

static void refresh(void)
{
  static char path[4096];
  static bool loaded;
  static bool fixed;
  static struct stat seen; /* all zero while there is no file */
  static struct settings next;

  if (loaded && fixed) return;
  if (!loaded) {
    const char *environment = getenv("NVML_STANDIN_STATIC");
    fixed = environment != NULL && strcmp(environment, "1") == 0;
    find_control_file(path, sizeof path);
  }

  struct stat now;
  if (stat(path, &now) != 0) memset(&now, 0, sizeof now);
  if (loaded && now.st_ino == seen.st_ino && now.st_size == seen.st_size &&
      now.st_mtim.tv_sec == seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == seen.st_mtim.tv_nsec) {
    return;
  }

  loaded = true;
  set_defaults(&next);
  keep_sequences(&next);
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    memset(&seen, 0, sizeof seen);
  } else {
    /* Of the file that is read, which may be a newer one by now. */
    fstat(fileno(file), &seen);
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) >= 0) store_line(&next, line);
    free(line);
    fclose(file);
  }
  switch_to(&next);
}

/* ---- the lock, time and the log ---- */

void lock_settings(void)
{
  pthread_mutex_lock(&mutex);
  refresh();
}

void unlock_settings(void)
{
  pthread_mutex_unlock(&mutex);
}

void begin(const char *function)
{
  lock_settings();
  log_call(function, "-");
}

/* Opened anew for each line, so that a test may empty, move or delete the log at any time. */
void log_call(const char *function, const char *device)
{
  if (settings.log[0] == '\0') return;
  int log = open(settings.log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (log < 0 || dprintf(log, "%s %s\n", function, device) < 0) {
    fprintf(stderr, "nvml-standin: cannot write %s: %s\n", settings.log, strerror(errno));
  }
  if (log >= 0) close(log);
}

unsigned long long milliseconds_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (unsigned long long) now.tv_sec * 1000 + (unsigned long long) now.tv_nsec / 1000000;
}

void nap(unsigned milliseconds)
{
  unsigned limited = milliseconds < 5 ? milliseconds : 5;
  unlock_settings();
  nanosleep(&(struct timespec) { 0, limited * 1000000L }, NULL);
  lock_settings();
}

void hold(const unsigned *delay)
{
  unsigned long long start = milliseconds_now();
  unsigned long long waited = 0;
  while (waited < *delay) {
    nap((unsigned) (*delay - waited));
    waited = milliseconds_now() - start;
  }
}
