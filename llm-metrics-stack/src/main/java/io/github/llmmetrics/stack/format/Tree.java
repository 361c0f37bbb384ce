package io.github.llmmetrics.stack.format;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keys and values of a file that is generated, in the order in which they were given, so that the file comes out the same each
 * time. Immutable.
 */
public final class Tree extends AbstractMap<String, Object> {

  /** A tree without keys, to begin with. */
  public static final Tree EMPTY = new Tree(Map.of());

  private final Map<String, Object> entries;

  private Tree(Map<String, Object> entries) {
    this.entries = entries;
  }

  /**
   * A tree of one key.
   *
   * @param key first of the file
   * @param value a map, a list, a string, a number or a boolean
   * @return the tree
   */
  public static Tree of(String key, Object value) {
    return EMPTY.with(key, value);
  }

  /**
   * The same and one more.
   *
   * @param key new, after the others
   * @param value a map, a list, a string, a number or a boolean
   * @return a new tree
   * @throws IllegalArgumentException if the key is there already
   */
  public Tree with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(entries);
    if (more.put(key, value) != null) {
      throw new IllegalArgumentException("key: " + key + " must be given once");
    }
    return new Tree(more);
  }

  /**
   * The same and one more, unless it is empty.
   *
   * @param key new, after the others
   * @param values none or more
   * @return a new tree, or this one
   */
  public Tree withAny(String key, Collection<?> values) {
    return values.isEmpty() ? this : with(key, values);
  }

  /**
   * The same and one more, unless it is empty.
   *
   * @param key new, after the others
   * @param values none or more
   * @return a new tree, or this one
   */
  public Tree withAny(String key, Map<String, ?> values) {
    return values.isEmpty() ? this : with(key, values);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return Collections.unmodifiableMap(entries).entrySet();
  }
}
