package io.github.llmmetrics.examples.chat;

import io.github.llmmetrics.QualityMetrics;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Scores a sample of the answers, after they were sent: a client never waits for a judge. Thread-safe. */
final class AnswerQuality {

  static final String REPETITION = "repetition";
  static final String COMPLETENESS = "completeness";
  static final String[] EVALUATORS = {REPETITION, COMPLETENESS};

  private static final int SAMPLE_EVERY = 4;

  private final ServiceMetrics metrics;
  private final AtomicInteger answers = new AtomicInteger();

  AnswerQuality(ServiceMetrics metrics) {
    this.metrics = metrics;
  }

  /** Scores the first answer and every fourth after it. */
  void sample(String model, String text, String finishReason) {
    if (Math.floorMod(answers.getAndIncrement(), SAMPLE_EVERY) == 0) {
      QualityMetrics quality = metrics.quality(model);
      quality.score(REPETITION, repetition(text));
      quality.score(COMPLETENESS, completeness(text, finishReason));
    }
  }

  /** The share of word pairs that come once only: small models that lost the thread repeat themselves. */
  static double repetition(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (words.length < 2) {
      return 1;
    }
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      pairs.add(words[i - 1] + ' ' + words[i]);
    }
    return (double) pairs.size() / (words.length - 1);
  }

  /** 1 for an answer that the model ended with a full sentence, half for one without, 0 for one that was cut off. */
  static double completeness(String text, String finishReason) {
    if (!finishReason.equals("stop") || text.isBlank()) {
      return 0;
    }
    return ".!?)\"'".indexOf(text.strip().charAt(text.strip().length() - 1)) >= 0 ? 1 : 0.5;
  }
}
