package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleReasonTest {

  private static List<GpuReading> active(long mask) {
    DeviceReadings readings = new DeviceReadings(error -> {});
    ThrottleReason.read(mask, readings);
    return Arrays.stream(GpuReading.values())
        .filter(reading -> readings.get(reading) == 1)
        .toList();
  }

  @Test
  void read_ofNoBits_isZeroForEachReason() {
    DeviceReadings readings = new DeviceReadings(error -> {});
    ThrottleReason.read(0, readings);

    assertThat(Arrays.stream(GpuReading.values()).filter(r -> readings.get(r) == 0))
        .hasSize(9)
        .allMatch(reading -> reading.name().startsWith("THROTTLE_"));
  }

  @Test
  void read_ofAnIdleDevice_isNoThrottling() {
    assertThat(active(0x1)).isEmpty();
  }

  @Test
  void read_ofSeveralBits_isAllOfThem() {
    assertThat(active(0x4 | 0x40 | 0x1))
        .containsExactly(GpuReading.THROTTLE_SW_POWER_CAP, GpuReading.THROTTLE_HW_THERMAL);
  }

  @Test
  void read_ofEveryKnownBit_isEveryReasonButOther() {
    assertThat(active(0x1ff)).hasSize(8).doesNotContain(GpuReading.THROTTLE_OTHER);
  }

  @Test
  void read_ofAnUnknownBit_isOther() {
    assertThat(active(1L << 63)).containsExactly(GpuReading.THROTTLE_OTHER);
    assertThat(active(0x200 | 0x2))
        .containsExactly(GpuReading.THROTTLE_APPLICATION_CLOCKS, GpuReading.THROTTLE_OTHER);
  }
}
