package io.github.llmmetrics.stack.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void document_hasALineForEachMember() {
    Map<String, Object> panel = new LinkedHashMap<>();
    panel.put("title", "p99 \"latency\"");
    panel.put("steps", List.of(1, 2.5));
    panel.put("flag", true);

    assertThat(Json.text(panel)).isEqualTo("""
        {
          "title" : "p99 \\"latency\\"",
          "steps" : [
            1,
            2.5
          ],
          "flag" : true
        }
        """);
  }

  @Test
  void document_thatIsNone_isRefused() {
    assertThatThrownBy(() -> Json.text(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON: ");
  }
}
