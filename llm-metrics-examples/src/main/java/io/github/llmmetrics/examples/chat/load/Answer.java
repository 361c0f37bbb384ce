package io.github.llmmetrics.examples.chat.load;

import org.jspecify.annotations.Nullable;

/**
 * What a client got.
 *
 * @param status the HTTP status
 * @param id the completion's id, if one came
 * @param pieces how many pieces of text came
 * @param finishReason why generation stopped; null where the answer broke off
 * @param secondsToText from the question to the first piece; 0 where none came
 */
record Answer(
    int status,
    @Nullable String id,
    int pieces,
    @Nullable String finishReason,
    double secondsToText) {

  static Answer refused(int status) {
    return new Answer(status, null, 0, null, 0);
  }

  boolean isRefused() {
    return status != 200;
  }
}
