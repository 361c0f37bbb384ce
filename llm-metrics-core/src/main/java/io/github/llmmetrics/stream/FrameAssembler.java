package io.github.llmmetrics.stream;

import org.jspecify.annotations.Nullable;

/** Makes the frames of one response out of its lines. */
interface FrameAssembler {

  /**
   * Takes a line, without its end.
   *
   * @return the frame that it completes, or null
   */
  @Nullable
  String line(String line);

  /** NDJSON: each line is one, and blank ones are keep-alives. */
  static FrameAssembler ofJsonLines() {
    return line -> line.isBlank() ? null : line;
  }
}
