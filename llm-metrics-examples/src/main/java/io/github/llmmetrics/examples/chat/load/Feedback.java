package io.github.llmmetrics.examples.chat.load;

/** What a customer thinks of an answer: it should be there, be whole and begin soon. */
final class Feedback {

  private static final double NOTHING_SAID = 0.1;
  private static final double CUT_OFF = 0.6;
  private static final double WHOLE = 1.0;
  private static final double PATIENCE_SECONDS = 1.0;
  private static final double LATE = 0.3;

  private Feedback() {}

  /** From 0 to 1. */
  static double score(Answer answer) {
    if (answer.pieces() == 0) {
      return NOTHING_SAID;
    }
    double score = "stop".equals(answer.finishReason()) ? WHOLE : CUT_OFF;
    return answer.secondsToText() > PATIENCE_SECONDS ? score - LATE : score;
  }
}
