package io.github.llmmetrics.examples.chat.load;

import static io.github.llmmetrics.examples.chat.load.Act.CREDIT_CARD;
import static io.github.llmmetrics.examples.chat.load.Act.EMAIL;
import static io.github.llmmetrics.examples.chat.load.Act.GUEST;
import static io.github.llmmetrics.examples.chat.load.Act.HANG_UP;
import static io.github.llmmetrics.examples.chat.load.Act.INJECTION;
import static io.github.llmmetrics.examples.chat.load.Act.LONG_ANSWER;
import static io.github.llmmetrics.examples.chat.load.Act.LONG_PROMPT;
import static io.github.llmmetrics.examples.chat.load.Act.NO_MESSAGES;
import static io.github.llmmetrics.examples.chat.load.Act.ODD_NAME;
import static io.github.llmmetrics.examples.chat.load.Act.ODD_SCORE;
import static io.github.llmmetrics.examples.chat.load.Act.QUESTION;
import static io.github.llmmetrics.examples.chat.load.Act.RUDE_WORD;
import static io.github.llmmetrics.examples.chat.load.Act.TIGHT_DEADLINE;
import static io.github.llmmetrics.examples.chat.load.Act.UNKNOWN_MODEL;
import static io.github.llmmetrics.examples.chat.load.Aim.ANY;
import static io.github.llmmetrics.examples.chat.load.Aim.FASTEST;
import static io.github.llmmetrics.examples.chat.load.Aim.SLOWEST;

import java.util.List;

/**
 * What happens beside the steady questions, over and over: each of its steps is there because a metric would not move
 * without it, or, where the mistake is the client's, to show that none does.
 */
record Script(int seconds, List<Step> steps) {

  /**
   * The bursts come as long answers and questions in the same second. Together they are more than a batch of 16 and a
   * queue of 32, so that some are refused, and the long answers outgrow the KV cache, so that some are preempted.
   */
  static final Script CYCLE = new Script(
      100,
      List.of(
          new Step(4, 2, HANG_UP, ANY),
          new Step(6, 1, EMAIL, ANY),
          new Step(8, 1, UNKNOWN_MODEL, ANY),
          new Step(10, 3, TIGHT_DEADLINE, SLOWEST),
          new Step(14, 1, RUDE_WORD, ANY),
          new Step(18, 20, LONG_ANSWER, SLOWEST),
          new Step(18, 38, QUESTION, SLOWEST),
          new Step(42, 12, GUEST, ANY),
          new Step(46, 1, CREDIT_CARD, ANY),
          new Step(48, 1, NO_MESSAGES, ANY),
          new Step(50, 1, INJECTION, ANY),
          new Step(52, 1, ODD_NAME, ANY),
          new Step(54, 1, ODD_SCORE, FASTEST),
          new Step(56, 1, LONG_PROMPT, ANY),
          new Step(60, 3, HANG_UP, SLOWEST),
          new Step(66, 20, LONG_ANSWER, FASTEST),
          new Step(66, 38, QUESTION, FASTEST),
          new Step(84, 4, TIGHT_DEADLINE, ANY),
          new Step(90, 1, EMAIL, ANY)));

  /** Each kind of request that does not end well, once for any model, and never again. */
  static final Script ONCE = new Script(
      Integer.MAX_VALUE,
      List.of(
          new Step(1, 1, HANG_UP, FASTEST),
          new Step(1, 1, HANG_UP, SLOWEST),
          new Step(2, 1, TIGHT_DEADLINE, FASTEST),
          new Step(2, 1, TIGHT_DEADLINE, SLOWEST),
          new Step(3, 1, EMAIL, FASTEST),
          new Step(3, 1, EMAIL, SLOWEST),
          new Step(4, 1, RUDE_WORD, ANY),
          new Step(5, 1, INJECTION, ANY),
          new Step(6, 1, GUEST, ANY),
          new Step(7, 1, ODD_NAME, ANY)));

  Script {
    steps = List.copyOf(steps);
  }

  /** The steps of a second since the beginning; after the last second comes the first one again. */
  List<Step> at(long second) {
    return steps.stream().filter(step -> step.second() == second % seconds).toList();
  }
}
