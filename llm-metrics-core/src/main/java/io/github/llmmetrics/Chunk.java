package io.github.llmmetrics;

import org.jspecify.annotations.Nullable;

/**
 * What an element of a stream carries. Immutable; the most frequent ones are there already, so that a
 * {@link ChunkReader} need make none.
 *
 * @param tokens generated tokens: content, reasoning or a tool call; 0 for a role prelude, a keep-alive, an empty delta, a
 *     usage frame; where several come together and nobody says how many, 1
 * @param visible whether a reader sees them: content does, reasoning and tool calls do not
 * @param usage totals so far, if it carries any
 * @param finishReason why generation stopped, if it says so
 * @param failure what went wrong, if it is the provider's report of a failure
 */
public record Chunk(
    int tokens,
    boolean visible,
    @Nullable Usage usage,
    @Nullable String finishReason,
    @Nullable Failure failure) {

  /** Nothing that counts: a role prelude, a keep-alive, an empty delta. */
  public static final Chunk NONE = new Chunk(0, false, null, null, null);

  /** One visible token. */
  public static final Chunk CONTENT = content(1);

  /** One token of reasoning or of a tool call. */
  public static final Chunk HIDDEN = hidden(1);

  /**
   * Visible tokens that came together.
   *
   * @param tokens 0 to 65,536; any other number is refused and counted when it is recorded
   * @return a chunk with nothing else
   */
  public static Chunk content(int tokens) {
    return new Chunk(tokens, true, null, null, null);
  }

  /**
   * Tokens of reasoning or of a tool call that came together.
   *
   * @param tokens 0 to 65,536; any other number is refused and counted when it is recorded
   * @return a chunk with nothing else
   */
  public static Chunk hidden(int tokens) {
    return new Chunk(tokens, false, null, null, null);
  }

  /**
   * The same with token counts.
   *
   * @param total totals so far
   * @return a new chunk
   */
  public Chunk withUsage(Usage total) {
    return new Chunk(tokens, visible, total, finishReason, failure);
  }

  /**
   * The same with the reason why generation stopped.
   *
   * @param reason as {@link RequestMetrics#finishReason(String)} takes it
   * @return a new chunk
   */
  public Chunk withFinishReason(String reason) {
    return new Chunk(tokens, visible, usage, reason, failure);
  }

  /**
   * The same with a failure, which ends the request; the stream goes on as it comes.
   *
   * @param report what the provider reported inside the stream
   * @return a new chunk
   */
  public Chunk withFailure(Failure report) {
    return new Chunk(tokens, visible, usage, finishReason, report);
  }
}
