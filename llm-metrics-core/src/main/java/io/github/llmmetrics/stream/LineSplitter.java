package io.github.llmmetrics.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines out of bytes, wherever these were cut: LF, CR or both end one. A byte of a line's end is never a part of a
 * character in UTF-8, so that only whole lines are decoded; what is no UTF-8 becomes U+FFFD.
 */
final class LineSplitter {

  private static final int MAX_LENGTH = EventAssembler.MAX_LENGTH;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isTooLong;
  private boolean wasCarriageReturn;

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void bytes(byte[] buffer, int from, int length) {
    int begin = from;
    for (int i = from; i < from + length; i++) {
      byte each = buffer[i];
      if (each != '\n' && each != '\r') {
        wasCarriageReturn = false;
        continue;
      }
      append(buffer, begin, i);
      begin = i + 1;
      if (each == '\r' || !wasCarriageReturn) {
        emit();
      }
      wasCarriageReturn = each == '\r';
    }
    append(buffer, begin, from + length);
  }

  private void append(byte[] buffer, int begin, int end) {
    if (isTooLong || line.size() + (end - begin) > MAX_LENGTH) {
      isTooLong = true;
    } else {
      line.write(buffer, begin, end - begin);
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    boolean isWhole = !isTooLong;
    line.reset();
    isTooLong = false;
    if (isWhole) {
      lines.accept(text);
    }
  }

  /** The last line may have no end. */
  void end() {
    if (line.size() > 0) {
      emit();
    }
  }
}
