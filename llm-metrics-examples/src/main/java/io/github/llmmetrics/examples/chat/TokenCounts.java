package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.examples.chat.engine.Generation;

/**
 * The tokens of one request, as its usage tells them.
 *
 * @param prompt tokens of the prompt, cached ones included
 * @param completion tokens of the answer
 * @param cached prompt tokens that the prefix cache had
 */
record TokenCounts(int prompt, int completion, int cached) {

  static TokenCounts of(Generation generation) {
    return new TokenCounts(
        generation.promptTokens(), generation.completionTokens(), generation.cachedPromptTokens());
  }
}
