package io.github.llmmetrics.examples.chat.load;

/** What the load sends: a steady stream of questions, and a script beside it. Immutable. */
public final class Plan {

  private static final int EVERYDAY_PER_SECOND = 3;
  private static final int MANY = 256;

  private final Script script;
  private final Act question;
  private final int questionsPerSecond;
  private final int mostInFlight;

  Plan(Script script, Act question, int questionsPerSecond, int mostInFlight) {
    this.script = script;
    this.question = question;
    this.questionsPerSecond = questionsPerSecond;
    this.mostInFlight = mostInFlight;
  }

  /**
   * The load that shows all there is to see: a few everyday questions, and again and again what makes each metric move,
   * failures and rejections included.
   *
   * @return the plan
   */
  public static Plan show() {
    return new Plan(Script.CYCLE, Act.QUESTION, EVERYDAY_PER_SECOND, Load.MOST_IN_FLIGHT);
  }

  /**
   * The load under which a healthy service raises no alert: at the beginning one request of each kind, then only
   * questions that are answered to their end.
   *
   * @param questionsPerSecond how many
   * @return the plan
   */
  public static Plan steady(int questionsPerSecond) {
    return new Plan(Script.ONCE, Act.WHOLE_ANSWER, questionsPerSecond, MANY);
  }

  Script script() {
    return script;
  }

  Act question() {
    return question;
  }

  int questionsPerSecond() {
    return questionsPerSecond;
  }

  /** The bound of requests that are on their way at the same time. */
  int mostInFlight() {
    return mostInFlight;
  }
}
