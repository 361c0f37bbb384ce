package io.github.llmmetrics.examples.chat.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The merge rules of a byte-pair encoding, applied to one word at a time. Immutable.
 *
 * <p>Candidates wait in a heap, so that a word of {@code n} bytes costs {@code n log n}: a hostile
 * prompt without a single space must not stall the server.
 */
final class BpeMerges {
  private record Pair(int left, int right) {}

  private record Merge(int rank, int result) {}

  private record Candidate(Merge merge, int position) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byRank = Integer.compare(merge.rank, other.merge.rank);
      return byRank != 0 ? byRank : Integer.compare(position, other.position);
    }
  }

  private final Map<Pair, Merge> merges = new HashMap<>();

  /** Takes rules of the form {@code "left right"}, the strongest first. */
  BpeMerges(List<String> rules, Map<String, Integer> ids) {
    for (int rank = 0; rank < rules.size(); rank++) {
      String rule = rules.get(rank);
      int space = rule.indexOf(' ');
      String left = rule.substring(0, space);
      String right = rule.substring(space + 1);
      Pair pair = new Pair(idOf(left, ids), idOf(right, ids));
      merges.put(pair, new Merge(rank, idOf(left + right, ids)));
    }
  }

  /** Merges the tokens of one word until no rule applies. */
  List<Integer> apply(int[] tokens) {
    Word word = new Word(tokens);
    while (!word.candidates.isEmpty()) {
      word.tryMerge(word.candidates.remove());
    }
    return word.tokens();
  }

  private static int idOf(String token, Map<String, Integer> ids) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("merge rule names the unknown token " + token);
    }
    return id;
  }

  /**
   * A word being merged: a linked list in arrays, where a merged-away position has the token -1.
   */
  private final class Word {
    private static final int GONE = -1;

    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();
    private final int[] tokens;
    private final int[] next;
    private final int[] previous;

    Word(int[] tokens) {
      this.tokens = tokens.clone();
      next = new int[tokens.length];
      previous = new int[tokens.length];
      for (int i = 0; i < tokens.length; i++) {
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i < tokens.length; i++) {
        addCandidate(i);
      }
    }

    void tryMerge(Candidate candidate) {
      int left = candidate.position;
      // A neighbour may have been merged since this candidate was found.
      if (!candidate.merge.equals(mergeAt(left))) {
        return;
      }
      int right = next[left];
      tokens[left] = candidate.merge.result;
      tokens[right] = GONE;
      next[left] = next[right];
      if (next[left] < tokens.length) {
        previous[next[left]] = left;
      }
      addCandidate(left);
      addCandidate(previous[left]);
    }

    List<Integer> tokens() {
      List<Integer> merged = new ArrayList<>();
      for (int i = 0; i < tokens.length; i = next[i]) {
        merged.add(tokens[i]);
      }
      return merged;
    }

    private void addCandidate(int position) {
      Merge merge = mergeAt(position);
      if (merge != null) {
        candidates.add(new Candidate(merge, position));
      }
    }

    private @Nullable Merge mergeAt(int position) {
      if (position < 0 || tokens[position] == GONE || next[position] >= tokens.length) {
        return null;
      }
      return merges.get(new Pair(tokens[position], tokens[next[position]]));
    }
  }
}
