package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {

  @Test
  void parse_scrape_readsNamesLabelsAndValues() {
    String text = """
        # HELP llm_requests_total Requests that ended.
        # TYPE llm_requests_total counter
        llm_requests_total{model="jargon",status="success"} 15.0

        llm_queue_depth 3
        llm_latency_bucket{le="+Inf",} 7 1700000000000
        """;

    assertThat(TextFormat.parse(text))
        .containsExactly(
            Map.entry(
                new Series("llm_requests_total", Map.of("model", "jargon", "status", "success")),
                15.0),
            Map.entry(new Series("llm_queue_depth", Map.of()), 3.0),
            Map.entry(new Series("llm_latency_bucket", Map.of("le", "+Inf")), 7.0));
  }

  @Test
  void parse_labelWithEscapesAndBraces_givesTheirMeaning() {
    String text = "m{a=\"say \\\"hi\\\", {x}=1\",b=\"c:\\\\temp\\nend\"} 1";

    assertThat(TextFormat.parse(text))
        .containsOnlyKeys(new Series("m", Map.of("a", "say \"hi\", {x}=1", "b", "c:\\temp\nend")));
  }

  @Test
  void parse_exemplarAfterTheValue_isLeftOut() {
    String text = "m_bucket{le=\"1.0\"} 4 # {trace_id=\"abc\"} 0.3";

    assertThat(TextFormat.parse(text)).containsValue(4.0);
  }

  @Test
  void parse_numbersThatAreNot_areReadAsSuch() {
    assertThat(TextFormat.parse("a +Inf\nb -Inf\nc NaN\nd 1.5e-3").values())
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0.0015);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "name{a=\"b\" 1", "name{a=\"b\"} many", "<html>"})
  void parse_otherText_isRefusedWithTheLine(String line) {
    assertThatThrownBy(() -> TextFormat.parse("fine 1\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }
}
