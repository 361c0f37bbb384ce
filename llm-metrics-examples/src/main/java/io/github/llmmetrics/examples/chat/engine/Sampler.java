package io.github.llmmetrics.examples.chat.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;

/** Chooses the next token of one sequence. Not thread-safe. */
final class Sampler {
  private final float temperature;
  private final float topP;
  private final SplittableRandom random;
  private final int[] forbidden;
  private final Iterator<Integer> opening;

  /** A sampler that follows a request and never chooses a token that opens a turn; nor the end, where that is ignored. */
  Sampler(GenerationRequest request, BpeTokenizer tokenizer) {
    temperature = (float) request.temperature();
    topP = (float) request.topP();
    random = new SplittableRandom(request.seed());
    opening = request.opening().iterator();
    forbidden = Arrays.stream(SpecialToken.values())
        .filter(special -> special != SpecialToken.END || request.ignoreEnd())
        .mapToInt(tokenizer::id)
        .toArray();
  }

  /** Chooses a token; the logits are overwritten. */
  int choose(float[] logits) {
    if (opening.hasNext()) {
      return opening.next();
    }
    setForbidden(logits, Float.NEGATIVE_INFINITY);
    int best = mostLikely(logits);
    if (temperature == 0) {
      return best;
    }
    toWeights(logits, logits[best]);
    setForbidden(logits, 0);
    return draw(logits, threshold(logits), best);
  }

  private void setForbidden(float[] values, float value) {
    for (int token : forbidden) {
      values[token] = value;
    }
  }

  private static int mostLikely(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      if (logits[token] > logits[best]) {
        best = token;
      }
    }
    return best;
  }

  /** Turns logits into probabilities, up to a common factor. */
  private void toWeights(float[] logits, float max) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Kernels.exp((logits[i] - max) / temperature);
    }
  }

  /** The weight of the last token that is needed to reach {@code topP} of the whole. */
  private float threshold(float[] weights) {
    if (topP == 1) {
      return 0;
    }
    float[] sorted = weights.clone();
    Arrays.sort(sorted);
    float missing = topP * sum(sorted, 0);
    int i = sorted.length - 1;
    for (; i > 0 && missing > sorted[i]; i--) {
      missing -= sorted[i];
    }
    return sorted[i];
  }

  private int draw(float[] weights, float threshold, int best) {
    double remaining = random.nextDouble() * sum(weights, threshold);
    for (int token = 0; token < weights.length; token++) {
      if (weights[token] >= threshold) {
        remaining -= weights[token];
        if (remaining < 0) {
          return token;
        }
      }
    }
    return best; // rounding left a rest
  }

  private static float sum(float[] weights, float threshold) {
    float sum = 0;
    for (float weight : weights) {
      sum += weight >= threshold ? weight : 0;
    }
    return sum;
  }
}
