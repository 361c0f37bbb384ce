package io.github.llmmetrics.stream;

import org.jspecify.annotations.Nullable;

/**
 * Makes the data of server-sent events out of their lines, as the HTML standard says: comments are keep-alives, other
 * fields than {@code data} are of no interest here, and an event that its blank line does not follow never happened. The
 * {@code [DONE]} with which many providers end is no data.
 */
final class EventAssembler implements FrameAssembler {

  /** No event of a model is so long; one that is would be kept in memory until its end. */
  static final int MAX_LENGTH = 1 << 20;

  private static final String FIELD = "data";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final StringBuilder data = new StringBuilder();
  private boolean isFirst = true;
  private boolean isTooLong;

  @Override
  public @Nullable String line(String text) {
    String line = isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    isFirst = false;
    if (line.isEmpty()) {
      return dispatch();
    }
    if (line.startsWith(FIELD)) {
      append(line);
    }
    return null;
  }

  private void append(String line) {
    int begin = FIELD.length();
    if (line.length() > begin && line.charAt(begin) != ':') {
      return;
    }
    if (isTooLong || data.length() + line.length() > MAX_LENGTH) {
      isTooLong = true;
      return;
    }
    begin = Math.min(begin + 1, line.length());
    if (begin < line.length() && line.charAt(begin) == ' ') {
      begin++;
    }
    data.append(line, begin, line.length()).append('\n');
  }

  private @Nullable String dispatch() {
    boolean isNothing = isTooLong || data.length() < 2;
    String event = isNothing ? "" : data.substring(0, data.length() - 1);
    data.setLength(0);
    isTooLong = false;
    return isNothing || event.equals("[DONE]") ? null : event;
  }
}
