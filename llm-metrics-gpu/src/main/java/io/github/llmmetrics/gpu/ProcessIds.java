package io.github.llmmetrics.gpu;

import java.util.Arrays;

/**
 * Process ids as label values: a new string is made only where the driver lists another process than at the last poll.
 * Not thread-safe.
 */
final class ProcessIds {

  private final long[] ids;
  private final String[] texts;

  /** Of a list with room for so many. */
  ProcessIds(int capacity) {
    ids = new long[capacity];
    texts = new String[capacity];
    Arrays.fill(texts, Long.toString(0));
  }

  /** The text of the id at a place of the list. */
  String text(int place, long id) {
    if (ids[place] != id) {
      ids[place] = id;
      texts[place] = Long.toString(id);
    }
    return texts[place];
  }
}
