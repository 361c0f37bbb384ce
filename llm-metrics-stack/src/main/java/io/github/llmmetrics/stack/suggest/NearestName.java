package io.github.llmmetrics.stack.suggest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that is most like an unknown one, by Levenshtein distance. */
public final class NearestName {

  private NearestName() {}

  /**
   * The name that was probably meant.
   *
   * @param name as it was written
   * @param known all legal names
   * @return empty if none is alike: if more than half of the name would have to change
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
            .thenComparing(Comparator.naturalOrder()))
        .filter(candidate ->
            2 * distance(name, candidate) <= Math.max(name.length(), candidate.length()));
  }

  /**
   * A sentence that offers it.
   *
   * @param name as it was written
   * @param known all legal names
   * @return for example {@code did you mean threshold?}; all legal names if none is alike
   */
  public static String hint(String name, Collection<String> known) {
    return of(name, known)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElseGet(() -> "legal are " + String.join(", ", known));
  }

  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
