package io.github.llmmetrics.gpu;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What one device told at one poll: who it is, its numbers, its MIG instances, its processes. What it did not tell is
 * absent. Used again at each poll, and allocates nothing after it was made. Not thread-safe.
 */
final class DeviceReadings {

  /** More than any device can have. */
  static final int MAX_MIG = 16;

  /** More than a serving host has on a device; the others are left out. */
  static final int MAX_PROCESSES = 256;

  /** The value of what a device did not tell. */
  static final double ABSENT = Double.NaN;

  private final Consumer<CallResult> errors;
  private final double[] values = new double[GpuReading.values().length];
  private final PartReadings mig;
  private final PartReadings processes;
  private String uuid = "";
  private String name = "";
  private String pciBusId = "";

  /** Tells {@code errors} of each value that cannot be true. */
  DeviceReadings(Consumer<CallResult> errors) {
    this.errors = errors;
    mig = new PartReadings(MAX_MIG, errors);
    processes = new PartReadings(MAX_PROCESSES, errors);
    clear();
  }

  void clear() {
    Arrays.fill(values, ABSENT);
    mig.clear();
    processes.clear();
  }

  /** Says who the device is; it is remembered until it is said anew. */
  void identify(String uuid, String name, String pciBusId) {
    this.uuid = uuid;
    this.name = name;
    this.pciBusId = pciBusId;
  }

  /** Takes a number, in the unit of its metric; one that cannot be true is counted as an error and left out. */
  void put(GpuReading reading, double value) {
    if (reading.admits(value)) {
      values[index(reading)] = value;
    } else {
      errors.accept(CallResult.IMPLAUSIBLE);
    }
  }

  /** Takes the memory of the whole device, in bytes. Used is what is not free, so the two add up to the total. */
  void putMemory(double total, double free) {
    if (total > 0 && free <= total && GpuReading.MEMORY_TOTAL.admits(total)) {
      put(GpuReading.MEMORY_TOTAL, total);
      put(GpuReading.MEMORY_FREE, free);
      put(GpuReading.MEMORY_USED, total - free);
    } else {
      errors.accept(CallResult.IMPLAUSIBLE);
    }
  }

  /** The value of a reading, or {@link #ABSENT}. */
  double get(GpuReading reading) {
    return values[index(reading)];
  }

  // An array and not a map: a poll must not box.
  @SuppressWarnings("EnumOrdinal")
  private static int index(GpuReading reading) {
    return reading.ordinal();
  }

  PartReadings mig() {
    return mig;
  }

  PartReadings processes() {
    return processes;
  }

  String uuid() {
    return uuid;
  }

  String name() {
    return name;
  }

  String pciBusId() {
    return pciBusId;
  }
}
