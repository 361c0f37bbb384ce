package io.github.llmmetrics.stack.grafana;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A text and a colour that are shown instead of a value.
 *
 * @param value as Grafana has it, such as {@code 0}
 * @param text what a person reads
 * @param colour of the text
 */
public record ValueText(String value, String text, Colour colour) {

  /** The texts as Grafana has them. */
  static List<Map<String, Object>> trees(List<ValueText> texts) {
    return IntStream.range(0, texts.size()).mapToObj(i -> texts.get(i).tree(i)).toList();
  }

  private Map<String, Object> tree(int index) {
    Map<String, Object> shown =
        Tree.of("text", text).with("color", colour.id()).with("index", index).map();
    return Tree.of("type", "value").with("options", Map.of(value, shown)).map();
  }
}
