package io.github.llmmetrics.gpu;

import java.util.Arrays;

/**
 * A text that the driver gives again at each poll: a new string is made only if it changed. What is not printable becomes
 * a question mark. Not thread-safe.
 */
final class DriverText {

  private static final String UNKNOWN = "unknown";

  private final byte[] latest;
  private final byte[] known;
  private String value = UNKNOWN;

  /** A text of at most so many bytes, its end included. */
  DriverText(int capacity) {
    latest = new byte[capacity];
    known = new byte[capacity];
  }

  /** Where the driver writes to; what it leaves of the last text behind the end of a new one does no harm. */
  byte[] buffer() {
    return latest;
  }

  /** Takes what was written; says whether it is another text than before. */
  boolean take() {
    int length = length();
    Arrays.fill(latest, length, latest.length, (byte) 0);
    if (Arrays.equals(latest, known)) {
      return false;
    }
    System.arraycopy(latest, 0, known, 0, latest.length);
    value = length == 0 ? UNKNOWN : decode(length);
    return true;
  }

  private int length() {
    for (int i = 0; i < latest.length; i++) {
      if (latest[i] == 0) {
        return i;
      }
    }
    return latest.length;
  }

  private String decode(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = latest[i] >= ' ' && latest[i] <= '~' ? (char) latest[i] : '?';
    }
    return new String(chars);
  }

  /** The text; {@code unknown} until there is one. */
  String value() {
    return value;
  }
}
