package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportLineTest {

  private static final LocalTime NOON = LocalTime.of(12, 0, 5, 678_000_000);

  @Test
  void of_busyWindow_standsUnderTheHeader() {
    Window window = WindowTest.window("", """
        llm_requests_total{model="jargon",status="success"} 15
        llm_requests_total{model="babble",status="rejected"} 2
        llm_requests_total{model="jargon",status="cancelled"} 1
        llm_requests_total{model="jargon",status="error"} 1
        llm_requests_total{model="jargon",status="abandoned"} 3
        llm_tokens_total{model="jargon",type="prompt"} 900
        llm_tokens_total{model="jargon",type="completion"} 4060
        llm_active_requests{model="jargon"} 6
        llm_queue_depth{model="jargon"} 2
        llm_time_to_first_token_seconds_bucket{model="jargon",le="0.1"} 10
        llm_time_to_first_token_seconds_bucket{model="jargon",le="2.0"} 10
        llm_time_to_first_token_seconds_bucket{model="jargon",le="+Inf"} 11
        llm_time_per_output_token_seconds_bucket{model="jargon",le="0.005"} 10
        llm_time_per_output_token_seconds_bucket{model="jargon",le="+Inf"} 10
        """);

    assertThat(ReportLine.header() + "\n" + ReportLine.of(window, NOON)).isEqualTo("""
        time     req/s success rejected timeout cancelled failed tokens/s active queued  TTFT p50     p99 TPOT p50     p99
        12:00:05   4.4      15        2       0         1      4      812      6      2     55 ms   2.0 s   2.5 ms  5.0 ms""");
  }

  @Test
  void of_nothingExposed_hasDashesWhereThereIsNoValue() {
    assertThat(ReportLine.of(WindowTest.window("", ""), NOON))
        .isEqualTo(
            "12:00:05   0.0       0        0       0         0      0        0      -      -         -       -        -       -");
  }

  @Test
  void header_fitsATerminal() {
    assertThat(ReportLine.header()).hasSizeLessThanOrEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 ms",
    "0.00042, 0.4 ms",
    "0.0021, 2.1 ms",
    "0.00994, 9.9 ms",
    "0.00996, 10 ms",
    "0.0414, 41 ms",
    "0.9994, 999 ms",
    "0.9996, 1.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "119.6, 120 s"
  })
  void duration_unitAdapts(double seconds, String shown) {
    assertThat(Amount.duration(OptionalDouble.of(seconds))).isEqualTo(shown);
  }

  @Test
  void count_notANumber_isADash() {
    assertThat(Amount.count(OptionalDouble.of(Double.NaN))).isEqualTo("-");
  }

  @Test
  void rate_noTime_isADash() {
    assertThat(Amount.rate(3, 0, 1)).isEqualTo("-");
  }
}
