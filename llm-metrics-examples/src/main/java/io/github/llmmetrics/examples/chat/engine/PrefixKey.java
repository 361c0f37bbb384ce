package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a full block: its tokens and all tokens before them, as keys and values depend on
 * both. Immutable.
 *
 * <p>The hash is computed once from the parent's, and equality compares the tokens themselves, so
 * that two prompts whose hashes collide never share a block.
 */
final class PrefixKey {
  private final @Nullable PrefixKey parent;
  private final int[] tokens;
  private final int hash;

  /** The key of a block after {@code parent}, or of a first block. The array is not copied. */
  PrefixKey(@Nullable PrefixKey parent, int[] tokens) {
    this.parent = parent;
    this.tokens = tokens;
    hash = 31 * Arrays.hashCode(tokens) + (parent == null ? 0 : parent.hash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrefixKey key
        && hash == key.hash
        && Arrays.equals(tokens, key.tokens)
        && Objects.equals(parent, key.parent);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
