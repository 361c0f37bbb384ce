package io.github.llmmetrics.label;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes any string fit to be a label's value: at most 128 characters, none of them a control character. */
final class LabelRepair {

  static final int MAX_LENGTH = 128;
  private static final int SHOWN_LENGTH = 40;
  static final String UNKNOWN = "unknown";

  private LabelRepair() {}

  /** The value itself (the same object) if nothing is wrong with it. */
  static String repair(@Nullable String value) {
    if (value == null) {
      return UNKNOWN;
    }
    if (isClean(value)) {
      return value;
    }
    StringBuilder repaired = new StringBuilder(MAX_LENGTH);
    for (int i = 0; i < value.length() && repaired.length() < MAX_LENGTH; ) {
      int character = value.codePointAt(i);
      i += Character.charCount(character);
      if (repaired.length() + Character.charCount(character) > MAX_LENGTH || i > SCAN_LIMIT) {
        break;
      }
      if (isAllowed(character)) {
        repaired.appendCodePoint(character);
      }
    }
    return repaired.toString().isBlank() ? UNKNOWN : repaired.toString();
  }

  // A megabyte of control characters must not cost a megabyte of reading.
  private static final int SCAN_LIMIT = 4 * MAX_LENGTH;

  /** A value that is not clean, fit to be shown in a message. */
  static String quoted(String value) {
    StringBuilder shown = new StringBuilder("'");
    value.codePoints().limit(SHOWN_LENGTH).forEach(character -> {
      if (isAllowed(character)) {
        shown.appendCodePoint(character);
      } else {
        shown.append(String.format(Locale.ROOT, "\\u%04x", character));
      }
    });
    shown.append(value.length() > SHOWN_LENGTH ? "…'" : "'");
    return shown.append(" (").append(value.length()).append(" characters)").toString();
  }

  private static boolean isClean(String value) {
    if (value.length() > MAX_LENGTH || value.isBlank()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isPaired(value, i))) {
        return false;
      }
    }
    return true;
  }

  /** Not a control character, and not half a surrogate pair, which no exposition format can encode. */
  private static boolean isAllowed(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }

  private static boolean isPaired(String value, int i) {
    char c = value.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }
}
