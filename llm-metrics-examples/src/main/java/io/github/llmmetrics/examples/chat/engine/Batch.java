package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The work of one step: some tokens of some sequences, within the token budget. Engine thread only.
 */
final class Batch {
  /** A sequence whose next token is to be sampled from the logits of a row. */
  record Sample(Sequence sequence, int row) {}

  private final int[] tokens;
  private final int[] positions;
  private final BlockTable[] blocks;
  private final List<Sequence> sequences = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private int size;

  Batch(int tokenBudget) {
    tokens = new int[tokenBudget];
    positions = new int[tokenBudget];
    blocks = new BlockTable[tokenBudget];
  }

  void clear() {
    size = 0;
    sequences.clear();
    samples.clear();
  }

  /** How many tokens can still be added. */
  int room() {
    return tokens.length - size;
  }

  /** Adds as many of a sequence's uncomputed tokens as there is room for. */
  void add(Sequence sequence) {
    int first = sequence.computed();
    int count = Math.min(sequence.uncomputed(), room());
    for (int position = first; position < first + count; position++) {
      tokens[size] = sequence.token(position);
      positions[size] = position;
      blocks[size] = sequence.blocks();
      size++;
    }
    sequence.computing(count);
    sequences.add(sequence);
    if (sequence.uncomputed() == 0) {
      samples.add(new Sample(sequence, size - 1));
    }
  }

  /** The number of tokens. */
  int size() {
    return size;
  }

  int token(int row) {
    return tokens[row];
  }

  int position(int row) {
    return positions[row];
  }

  BlockTable blocks(int row) {
    return blocks[row];
  }

  List<Sequence> sequences() {
    return sequences;
  }

  List<Sample> samples() {
    return samples;
  }
}
