package io.github.llmmetrics.examples.chat.engine;

import java.util.List;

/**
 * Watches a text that arrives in pieces for stop strings. It holds back what may be the beginning
 * of one, so that no part of a stop string is ever released. Not thread-safe.
 */
final class StopFilter {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean stopped;

  StopFilter(List<String> stops) {
    this.stops = stops;
  }

  /** The text that may be released now that this piece has come. */
  String append(String piece) {
    held.append(piece);
    int stopAt = firstStop();
    if (stopAt >= 0) {
      stopped = true;
      held.setLength(stopAt);
      return release(stopAt);
    }
    return release(held.length() - possibleStopLength());
  }

  /** Whether a stop string has come; then nothing more may be appended. */
  boolean stopped() {
    return stopped;
  }

  /** The rest of the text, when no more pieces will come. */
  String finish() {
    return release(held.length());
  }

  private String release(int length) {
    String released = held.substring(0, length);
    held.delete(0, length);
    return released;
  }

  private int firstStop() {
    return stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }

  /** The length of the longest end of the text with which a stop string begins. */
  private int possibleStopLength() {
    return stops.stream().mapToInt(this::possibleStopLength).max().orElse(0);
  }

  private int possibleStopLength(String stop) {
    int length = Math.min(stop.length() - 1, held.length());
    while (!stop.startsWith(held.substring(held.length() - length))) {
      length--;
    }
    return length;
  }
}
