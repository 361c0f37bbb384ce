package io.github.llmmetrics.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.RecordingLogger;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each group fails by itself, says so now and then, and comes back. */
class FailingGroupsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ManualClock clock = new ManualClock();
  private final RecordingLogger logger = new RecordingLogger();
  private final FakeHost host = FakeHost.ordinary();

  private HostMetrics.Builder settings() {
    return HostMetrics.builder(registry).clock(clock).logger(logger).reader(() -> host);
  }

  /** The first part of each family's name that is exposed. */
  private Set<String> groups() {
    return Scrapes.series(registry).keySet().stream()
        .map(series -> series.replaceFirst("^llm_system_([a-z]+)_.*$", "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<Arguments> groupsAndFailures() {
    return Stream.of(
            new IllegalStateException("broken"),
            new UnsatisfiedLinkError("broken"),
            new ExceptionInInitializerError("broken"),
            new StackOverflowError("broken"),
            new IOException("broken"))
        .flatMap(cause -> Stream.of(
            group("cpu", cause, host -> host.cpu = FakeHost.failing(cause)),
            group("memory", cause, host -> host.memory = FakeHost.failing(cause)),
            group("network", cause, host -> host.network = FakeHost.failing(cause))));
  }

  private static Arguments group(String name, Throwable cause, Consumer<FakeHost> breaking) {
    return Arguments.of(name, cause, breaking);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("groupsAndFailures")
  void group_thatThrows_isAbsentAndSaysSoUntilItCanBeRead(
      String group, Throwable cause, Consumer<FakeHost> breaking) {
    try (HostMetrics metrics = settings().register()) {
      metrics.poll();
      moveTicks(host, 1);
      metrics.poll();
      FakeHost whole = new FakeHost();
      copy(host, whole);
      breaking.accept(host);
      metrics.poll();

      assertThat(groups()).hasSize(2).doesNotContain(group);
      assertThat(logger.lines())
          .containsExactly("WARNING host " + group
              + " cannot be read, its series are left out until it can: " + cause);

      copy(whole, host);
      moveTicks(host, 2);
      metrics.poll();
      assertThat(groups()).containsExactly("cpu", "memory", "network");
    }
  }

  private static void moveTicks(FakeHost host, int step) {
    host.ticks(new CpuTicks(100 + step, 1_000 + 10L * step), new CpuTicks(500, 1_000 + 10L * step));
  }

  private static void copy(FakeHost from, FakeHost to) {
    to.cpu = from.cpu;
    to.memory = from.memory;
    to.network = from.network;
  }

  @Test
  void group_thatGoesOnThrowing_saysSoOnceAMinute() {
    host.cpu = FakeHost.failing(new IllegalStateException("broken"));
    host.network = FakeHost.failing(new IllegalStateException("broken too"));
    try (HostMetrics metrics = settings().register()) {
      for (int poll = 0; poll < 12; poll++) {
        metrics.poll();
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(logger.lines()).hasSize(2);
      metrics.poll();

      assertThat(logger.lines())
          .hasSize(4)
          .contains("WARNING host cpu cannot be read, its series are left out until it can:"
              + " java.lang.IllegalStateException: broken (and 11 more since the last line)");
    }
  }

  @Test
  void group_whoseClassCannotBeInitialised_namesTheReason() {
    host.memory = FakeHost.failing(
        new ExceptionInInitializerError(new IllegalCallerException("native access is denied")));
    try (HostMetrics metrics = settings().register()) {
      metrics.poll();
    }

    assertThat(logger.lines())
        .containsExactly("WARNING host memory cannot be read, its series are left out until it can:"
            + " java.lang.IllegalCallerException: native access is denied");
  }

  @Test
  void source_thatThrows_isAskedAgainAtTheNextPoll() {
    boolean[] isThere = {false};
    HostMetrics.Builder settings = settings().reader(() -> {
      if (!isThere[0]) {
        throw new NoClassDefFoundError("oshi/SystemInfo");
      }
      return host;
    });
    try (HostMetrics metrics = settings.register()) {
      metrics.poll();
      assertThat(Scrapes.text(registry)).isEmpty();
      assertThat(logger.lines()).hasSize(3).allMatch(line -> line.contains("oshi/SystemInfo"));

      isThere[0] = true;
      metrics.poll();
      assertThat(groups()).containsExactly("memory", "network");
    }
  }

  @Test
  void cpu_afterAGap_isTheMeanOverIt() {
    try (HostMetrics metrics = settings().register()) {
      metrics.poll();
      host.cpu = FakeHost.failing(new IllegalStateException("broken"));
      metrics.poll();
      host.ticks(new CpuTicks(300, 3_000), new CpuTicks(500, 3_000));
      metrics.poll();

      assertThat(Scrapes.value(registry, "llm_system_cpu_usage_percent{cpu=\"0\"}"))
          .isEqualTo(10);
    }
  }
}
