package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.stack.alert.StackSettings;
import io.github.llmmetrics.stack.prometheus.History;
import io.github.llmmetrics.stack.prometheus.PrometheusServer;
import io.github.llmmetrics.stack.settings.MonitoringSettings;
import io.github.llmmetrics.stack.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus with two days of a busy model, and an hour of a new one. */
class BaselineCommandTest {

  private static final Instant END = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final String BUSY = "{job=\"chat\",model=\"busy\"";

  @TempDir
  private static Path folder;

  private static PrometheusServer prometheus;

  @BeforeAll
  static void startPrometheus() throws Exception {
    History history = new History(END);
    busyModel(history);
    String queue = ApplicationMetrics.QUEUE_DEPTH.name();
    // By day up to 40, and one incident of half an hour with 500.
    history.series(
        queue + BUSY + "}",
        TWO_DAYS,
        Duration.ZERO,
        minute -> minute >= 600 && minute < 625 ? 500 : minute % 1440 / 36);
    history.series(
        queue + "{job=\"search\",model=\"new\"}",
        Duration.ofHours(1),
        Duration.ZERO,
        minute -> 900);
    history.series(
        SystemMetrics.GPU_TEMPERATURE.name() + "{instance=\"a\",gpu_id=\"0\"}",
        TWO_DAYS,
        Duration.ZERO,
        minute -> 61);
    prometheus = PrometheusServer.on(folder, history.openMetrics());
  }

  /** 60 requests a minute: 1 in 1,000 fails, 1 in 200 waits longer than half a second for its first token. */
  private static void busyModel(History history) {
    String requests = ApplicationMetrics.REQUESTS.name() + BUSY;
    history.series(requests + ",status=\"success\"}", TWO_DAYS, Duration.ZERO, m -> 59.94 * m);
    history.series(requests + ",status=\"error\"}", TWO_DAYS, Duration.ZERO, m -> 0.06 * m);
    String ttft = ApplicationMetrics.TTFT.name();
    history.series(
        ttft + "_bucket" + BUSY + ",le=\"0.5\"}", TWO_DAYS, Duration.ZERO, m -> 59.7 * m);
    history.series(
        ttft + "_bucket" + BUSY + ",le=\"1.0\"}", TWO_DAYS, Duration.ZERO, m -> 60.0 * m);
    history.series(
        ttft + "_bucket" + BUSY + ",le=\"+Inf\"}", TWO_DAYS, Duration.ZERO, m -> 60.0 * m);
    history.series(ttft + "_count" + BUSY + "}", TWO_DAYS, Duration.ZERO, m -> 60.0 * m);
    String quality = ModelMetrics.QUALITY_SCORES.name();
    String judge = BUSY + ",evaluator=\"judge\"}";
    history.series(quality + "_sum" + judge, TWO_DAYS, Duration.ZERO, m -> 54.0 * m);
    history.series(quality + "_count" + judge, TWO_DAYS, Duration.ZERO, m -> 60.0 * m);
  }

  @AfterAll
  static void endPrometheus() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void baseline_ofTwoDays_suggestsWhatFollowsFromTheData() {
    Cli.Result result = baseline("--window", "2d");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("""
        # Baseline of 2d to 2026-11-20T00:00:00Z.
        # A value every 5m, only where there were events enough for the alert. Of each series the worst 1 % is left out, so
        # that an incident in this time does not become the norm; the worst of the rest, over all series, times 1.5 is the
        # threshold (for scores, where low is bad: the distance from 1 times 1.5), but never less than a tenth of the present
        # one nor more than ten times as much. Twins of different severity keep their proportion. A series needs 288 values.
        # Read the numbers before you save them: a week of bad service makes bad thresholds.
        alerts:
          # LLMHighLatencyP99 stays at 10: too little data: 0 values of 288 that are needed
          # LLMHighLatencyP99Critical stays at 30: too little data: 0 values of 288 that are needed
          LLMHighTTFT:
            # model=busy: 576 values, least 0.497, p1 0.497, p50 0.497, p99 0.497, greatest 0.497
            # would have fired 0 times at 2, 0 times at 0.75
            threshold: 0.75
          LLMHighTTFTCritical:
            # model=busy: 576 values, least 0.497, p1 0.497, p50 0.497, p99 0.497, greatest 0.497
            # would have fired 0 times at 5, 0 times at 1.9
            threshold: 1.9
          # LLMHighTPOT stays at 0.1: too little data: 0 values of 288 that are needed
          # LLMHighTPOTCritical stays at 0.2: too little data: 0 values of 288 that are needed
          LLMHighErrorRate:
            # model=busy: 576 values, least 0.001, p1 0.001, p50 0.001, p99 0.001, greatest 0.001
            # would have fired 0 times at 0.01, 0 times at 0.0015
            threshold: 0.0015
          LLMHighErrorRateCritical:
            # model=busy: 576 values, least 0.001, p1 0.001, p50 0.001, p99 0.001, greatest 0.001
            # would have fired 0 times at 0.05, 0 times at 0.0075
            threshold: 0.0075
          # GPUHighUtilization stays at 90: a limit of the device, whatever is usual
          # GPUMemoryNearFull stays at 0.95: a limit of the device, whatever is usual
          # GPUHighTemperature stays at 80: a limit of the device, whatever is usual
          #   gpu_id=0,instance=a: 577 values, least 61, p1 61, p50 61, p99 61, greatest 61
          # GPUHighTemperatureCritical stays at 85: a limit of the device, whatever is usual
          #   gpu_id=0,instance=a: 577 values, least 61, p1 61, p50 61, p99 61, greatest 61
          LLMHighQueueDepth:
            # model=busy: 577 values, least 0, p1 0, p50 20, p99 39, greatest 500
            # model=new: 13 values, least 900, p1 900, p50 900, p99 900, greatest 900
            # would have fired 2 times at 100, 2 times at 59
            threshold: 59
          # LLMKVCacheNearFull stays at 90: a limit of the device, whatever is usual
          LLMHighSafetyTriggerRate:
            # model=busy: 576 values, least 0, p1 0, p50 0, p99 0, greatest 0
            # would have fired 0 times at 0.01, 0 times at 0.001
            threshold: 0.001
          LLMHighSafetyTriggerRateCritical:
            # model=busy: 576 values, least 0, p1 0, p50 0, p99 0, greatest 0
            # would have fired 0 times at 0.05, 0 times at 0.005
            threshold: 0.005
          LLMLowQuality:
            # evaluator=judge,model=busy: 576 values, least 0.9, p1 0.9, p50 0.9, p99 0.9, greatest 0.9
            # would have fired 0 times at 0.7, 0 times at 0.85
            threshold: 0.85
          LLMLowQualityCritical:
            # evaluator=judge,model=busy: 576 values, least 0.9, p1 0.9, p50 0.9, p99 0.9, greatest 0.9
            # would have fired 0 times at 0.5, 0 times at 0.75
            threshold: 0.75
        """);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void baseline_saved_isASettingsFile() {
    StackSettings settings = SettingsFile.read(baseline("--window", "2d").out()).stack();

    assertThat(settings.alerts()).hasSize(9);
    assertThat(settings.alerts())
        .hasEntrySatisfying(
            "LLMHighQueueDepth",
            queue -> assertThat(queue.numbers().threshold()).hasValue(59));
  }

  @Test
  void baseline_ofSavedSettings_startsFromThem() throws Exception {
    Path saved = Files.writeString(
        folder.resolve("saved.yml"), "alerts: {LLMHighQueueDepth: {threshold: 1000}}");

    assertThat(baseline("--window", "2d", "--config", saved.toString()).out())
        .contains("would have fired 0 times at 1000, 2 times at 100");
  }

  @Test
  void baseline_ofAJobThatIsNew_hasTooLittleData() {
    String yaml = baseline("--window", "2d", "--job", "search").out();

    assertThat(yaml)
        .contains("2026-11-20T00:00:00Z, job search.\n", "\nalerts: {}\n")
        .contains("""
              # LLMHighQueueDepth stays at 100: too little data: 13 values of 288 that are needed
              #   model=new: 13 values, least 900, p1 900, p50 900, p99 900, greatest 900
            """)
        .doesNotContain("busy");
    assertThat(SettingsFile.read(yaml)).isEqualTo(MonitoringSettings.DEFAULT);
  }

  private static Cli.Result baseline(String... more) {
    String[] arguments = Stream.concat(
            Stream.of(
                "baseline",
                "--prometheus",
                prometheus.address().toString(),
                "--end",
                END.toString()),
            Arrays.stream(more))
        .toArray(String[]::new);
    return Cli.run(arguments);
  }
}
