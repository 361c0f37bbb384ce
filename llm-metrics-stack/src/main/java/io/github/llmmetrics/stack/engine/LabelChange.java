package io.github.llmmetrics.stack.engine;

import java.util.List;

/**
 * One label made of another one, where that matches. All other labels stay.
 *
 * @param to the label that is written
 * @param value what is written; {@code $1} is the first group; an empty text takes the label away
 * @param from the label that is read
 * @param pattern a regular expression for its whole value
 */
record LabelChange(String to, String value, String from, String pattern) {

  /** A label gets another name. One of the new name, which a scrape configuration may set, is kept if the old one is empty. */
  static List<LabelChange> rename(String from, String to) {
    return List.of(copy(from, to), new LabelChange(from, "", from, ".+"));
  }

  /** A label's value is kept under a second name. */
  static LabelChange copy(String from, String to) {
    return new LabelChange(to, "$1", from, "(.+)");
  }

  /** A label that is missing gets a value. */
  static LabelChange fill(String label, String value) {
    return new LabelChange(label, value, label, "");
  }

  String of(String expression) {
    return "label_replace(\n%s,\n%s, %s, %s, %s\n)"
        .formatted(
            expression.indent(2).stripTrailing(),
            quoted("  \"", to),
            quoted("\"", value),
            quoted("\"", from),
            quoted("\"", pattern));
  }

  private static String quoted(String before, String text) {
    return before + text.replace("\\", "\\\\") + "\"";
  }
}
