package io.github.llmmetrics.gpu;

/**
 * Why clocks are held down: the bits of NVML's mask. The bit for an idle device is not among them, as that is no
 * throttling.
 */
enum ThrottleReason {
  APPLICATION_CLOCKS(0x2, GpuReading.THROTTLE_APPLICATION_CLOCKS),
  SW_POWER_CAP(0x4, GpuReading.THROTTLE_SW_POWER_CAP),
  HW_SLOWDOWN(0x8, GpuReading.THROTTLE_HW_SLOWDOWN),
  SYNC_BOOST(0x10, GpuReading.THROTTLE_SYNC_BOOST),
  SW_THERMAL(0x20, GpuReading.THROTTLE_SW_THERMAL),
  HW_THERMAL(0x40, GpuReading.THROTTLE_HW_THERMAL),
  HW_POWER_BRAKE(0x80, GpuReading.THROTTLE_HW_POWER_BRAKE),
  DISPLAY_CLOCK(0x100, GpuReading.THROTTLE_DISPLAY_CLOCK);

  private static final long IDLE = 0x1;
  private static final ThrottleReason[] ALL = values();

  private final long bit;
  private final GpuReading reading;

  ThrottleReason(long bit, GpuReading reading) {
    this.bit = bit;
    this.reading = reading;
  }

  /** Puts 0 or 1 for each reason; bits that are not known are the reason {@code other}. */
  static void read(long mask, DeviceReadings readings) {
    long unknown = mask & ~IDLE;
    for (ThrottleReason reason : ALL) {
      readings.put(reason.reading, (mask & reason.bit) != 0 ? 1 : 0);
      unknown &= ~reason.bit;
    }
    readings.put(GpuReading.THROTTLE_OTHER, unknown != 0 ? 1 : 0);
  }
}
