package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.llmmetrics.examples.chat.load.Window.Scrape;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void increases_severalModels_areSummedByTheLabel() {
    Window window = window("""
        ended{model="a",status="success"} 10
        ended{model="b",status="success"} 1
        """, """
        ended{model="a",status="success"} 13
        ended{model="b",status="success"} 2
        ended{model="b",status="rejected"} 5
        """);

    assertThat(window.increases("ended", "status"))
        .isEqualTo(Map.of("success", 4.0, "rejected", 5.0));
  }

  @Test
  void increases_counterThatFell_beganAgainAtZero() {
    Window window = window("ended{status=\"success\"} 90", "ended{status=\"success\"} 4");

    assertThat(window.increases("ended", "status")).containsEntry("success", 4.0);
  }

  @Test
  void now_gauge_isSummedOverSeriesAndEmptyWithoutAny() {
    Window window = window("", "depth{model=\"a\"} 2\ndepth{model=\"b\"} 3");

    assertThat(window.now("depth")).hasValue(5.0);
    assertThat(window.now("other")).isEmpty();
  }

  @Test
  void quantile_onlyWhatTheWindowSaw_counts() {
    // In the window: a saw 2 in (1, 2], b saw 2 in (2, 4]; the 100 below are from before. The 3rd
    // of 4 is 1/2 into (2, 4].
    Window window = window("""
        ttft_bucket{model="a",le="1.0"} 100
        ttft_bucket{model="a",le="2.0"} 100
        ttft_bucket{model="a",le="4.0"} 100
        ttft_bucket{model="a",le="+Inf"} 100
        """, """
        ttft_bucket{model="a",le="1.0"} 100
        ttft_bucket{model="a",le="2.0"} 102
        ttft_bucket{model="a",le="4.0"} 102
        ttft_bucket{model="a",le="+Inf"} 102
        ttft_bucket{model="b",le="1.0"} 0
        ttft_bucket{model="b",le="2.0"} 0
        ttft_bucket{model="b",le="4.0"} 2
        ttft_bucket{model="b",le="+Inf"} 2
        """);

    assertThat(window.quantile(0.75, "ttft").getAsDouble()).isEqualTo(3.0, within(1e-9));
  }

  @Test
  void quantile_nothingObservedInTheWindow_isEmpty() {
    String scrape = "ttft_bucket{le=\"1.0\"} 7\nttft_bucket{le=\"+Inf\"} 9";

    assertThat(window(scrape, scrape).quantile(0.5, "ttft")).isEmpty();
  }

  /** Two scrapes, five seconds apart. */
  static Window window(String before, String after) {
    return new Window(
        new Scrape(Instant.ofEpochSecond(100), TextFormat.parse(before)),
        new Scrape(Instant.ofEpochSecond(105), TextFormat.parse(after)));
  }
}
