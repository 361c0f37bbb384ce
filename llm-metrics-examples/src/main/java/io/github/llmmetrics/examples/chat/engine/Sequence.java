package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;

/**
 * A request inside the engine: its tokens, how far they are computed, and where. Engine thread
 * only, except for the time since which it waits.
 */
final class Sequence {
  private final GenerationRequest request;
  private final AnswerStream answer;
  private final Sampler sampler;
  private final BlockTable blocks = new BlockTable();
  private final int[] tokens;
  private int length;
  private int computed;
  private boolean admitted;
  private volatile long waitingSince;

  /** A sequence that may have so many tokens, prompt and answer together. */
  Sequence(GenerationRequest request, int maxLength, AnswerStream answer, Sampler sampler) {
    this.request = request;
    this.answer = answer;
    this.sampler = sampler;
    length = request.prompt().size();
    int answerTokens = Math.min(request.maxTokens(), maxLength - length);
    tokens = new int[length + answerTokens];
    for (int i = 0; i < length; i++) {
      tokens[i] = request.prompt().get(i);
    }
  }

  AnswerStream answer() {
    return answer;
  }

  Sampler sampler() {
    return sampler;
  }

  BlockTable blocks() {
    return blocks;
  }

  int promptLength() {
    return request.prompt().size();
  }

  /** The number of tokens known so far. */
  int length() {
    return length;
  }

  /** Whether the answer may have no more tokens. */
  boolean isFull() {
    return length == tokens.length;
  }

  int token(int position) {
    return tokens[position];
  }

  int[] tokens(int from, int to) {
    return Arrays.copyOfRange(tokens, from, to);
  }

  void append(int token) {
    tokens[length++] = token;
  }

  /** The number of tokens whose keys and values are in the cache, or will be after this step. */
  int computed() {
    return computed;
  }

  int uncomputed() {
    return length - computed;
  }

  void computing(int count) {
    computed += count;
  }

  void forgetComputed() {
    computed = 0;
  }

  /** Notes that the sequence runs; true the first time, false after a preemption. */
  boolean admit() {
    boolean first = !admitted;
    admitted = true;
    return first;
  }

  /** The {@link System#nanoTime()} at which the sequence joined the queue. */
  long waitingSince() {
    return waitingSince;
  }

  void startWaiting() {
    waitingSince = System.nanoTime();
  }
}
