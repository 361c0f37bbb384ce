package io.github.llmmetrics.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.stack.prometheus.History;
import io.github.llmmetrics.stack.prometheus.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that had alerts. */
class NoiseCommandTest {

  private static final Instant END = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void noise_ofAWeek_isSortedByWhatItCost(@TempDir Path folder) throws Exception {
    History history = new History(END);
    for (int hour = 20; hour > 0; hour--) {
      firing(history, "LLMHighErrorRateCritical", "page", 60 + hour * 60, 2);
      firing(history, "GPUHighUtilization", "info", hour * 400, 30);
      firing(history, "LLMHighQueueDepth", "warning", hour * 500, 12);
    }
    firing(history, "LLMKVCacheNearFull", "warning", 6 * 24 * 60, 5 * 24 * 60);
    firing(history, "LLMServiceDown", "page", 120, 45);
    firing(history, "Theirs", "none", 270, 3);
    firing(history, "Theirs", "none", 180, 3);
    firing(history, "Theirs", "none", 90, 3);
    pending(history, "LLMHighTTFT");

    try (PrometheusServer prometheus = PrometheusServer.on(folder, history.openMetrics())) {
      Cli.Result result = noise(prometheus, "7d");

      assertThat(result.err()).isEmpty();
      assertThat(result.out()).isEqualTo("""
          Alerts of 7d to 2026-11-20T00:00:00Z

          ALERT                     SEVERITY  COST  FIRED  TOTAL    MEDIAN   SHORT  WHAT TO DO
          LLMHighErrorRateCritical  page      600   20     40m      2m       100 %  it flaps: raise for to 5m or, if traffic is thin, minimum_events
          LLMHighQueueDepth         warning   100   20     4h 0m    12m      0 %    fires daily: fix the cause, or raise the threshold (llm-metrics baseline)
          LLMServiceDown            page      30    1      45m      45m      0 %    nothing
          GPUHighUtilization        info      20    20     10h 0m   30m      0 %    fires daily and asks nobody to act: delete it (enabled: false)
          Theirs                    none      15    3      9m       3m       100 %  it flaps: raise for to 4m
          LLMKVCacheNearFull        warning   5     1      120h 0m  120h 0m  0 %    on for days: fix the cause, or raise the threshold (llm-metrics baseline), or delete it

          COST is minutes of people: 30 for each page, 15 for a critical one, 5 for a warning, 1 for an info. FIRED counts the
          firings of all series, seen every 1m; SHORT is the share that ended within 5m, before somebody could look.
          """);
      assertThat(result.exitCode()).isZero();
      assertThat(noise(prometheus, "1h").out()).isEqualTo("""
          Alerts of 1h to 2026-11-20T00:00:00Z

          No alert fired.
          """);
    }
  }

  private static Cli.Result noise(PrometheusServer prometheus, String window) {
    return Cli.run(
        "noise",
        "--prometheus",
        prometheus.address().toString(),
        "--window",
        window,
        "--end",
        END.toString());
  }

  private static void firing(
      History history, String alert, String severity, int minutesBeforeEnd, int length) {
    Duration from = Duration.ofMinutes(minutesBeforeEnd);
    history.series(
        "ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\",severity=\"" + severity + "\"}",
        from,
        from.minus(Duration.ofMinutes(length - 1L)),
        minute -> 1);
  }

  private static void pending(History history, String alert) {
    history.series(
        "ALERTS{alertname=\"" + alert + "\",alertstate=\"pending\",severity=\"warning\"}",
        Duration.ofHours(5),
        Duration.ofHours(4),
        minute -> 1);
  }
}
