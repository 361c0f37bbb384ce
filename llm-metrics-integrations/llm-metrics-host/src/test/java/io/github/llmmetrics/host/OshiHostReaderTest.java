package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** OSHI on the machine that runs the tests. */
class OshiHostReaderTest {

  private final OshiHostReader reader = OshiHostReader.create();

  @Test
  void cpu_isEveryLogicalCpuOfTheHost() {
    List<CpuTicks> ticks = reader.cpu();

    assertThat(ticks)
        .hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors())
        .allSatisfy(cpu -> assertThat(cpu.busy()).isBetween(0L, cpu.total()))
        .anySatisfy(cpu -> assertThat(cpu.total()).isPositive());
  }

  @Test
  void memory_isThatOfTheHost() {
    HostMemory memory = reader.memory();

    assertThat(memory.total()).isGreaterThan(memory.available());
    assertThat(memory.available()).isPositive();
    assertThat(memory.total()).isGreaterThanOrEqualTo(Runtime.getRuntime().totalMemory());
  }

  @Test
  void network_hasNoLoopbackAndNoNegativeFigures() {
    // A container may have no device at all.
    assertThat(reader.network()).allSatisfy(device -> {
      assertThat(device.device()).isNotBlank().isNotEqualTo("lo");
      assertThat(device.received()).isNotNegative();
      assertThat(device.sent()).isNotNegative();
    });
  }
}
