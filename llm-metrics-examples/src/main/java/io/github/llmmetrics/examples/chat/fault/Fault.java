package io.github.llmmetrics.examples.chat.fault;

import static io.github.llmmetrics.examples.chat.fault.Strength.CLIENTS;
import static io.github.llmmetrics.examples.chat.fault.Strength.MILLISECONDS;
import static io.github.llmmetrics.examples.chat.fault.Strength.SHARE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A way in which the service can be made to misbehave. */
public enum Fault {
  /** A slow way to the first token. */
  SLOW_PREFILL(
      MILLISECONDS,
      3000,
      "A request is taken at once, but its prompt reaches the engine so much later, as behind a slow prefill worker. "
          + "Time to first token and latency grow, the time between tokens does not."),

  /** A slow way from token to token. */
  SLOW_DECODE(
      MILLISECONDS,
      150,
      "Each step of the engine takes so much longer, for all requests in it. The time between tokens grows; under load, "
          + "latency and queue follow."),

  /** No room in the KV cache. */
  KV_CACHE_FULL(
      SHARE,
      0.95,
      "This share of the KV cache is held and not given back, as by a leak. Requests compete for the rest."),

  /** No end of requests. */
  QUEUE_FLOOD(
      CLIENTS,
      200,
      "So many clients ask at once, again and again, and hang up when the fault ends. Requests of others wait behind "
          + "theirs."),

  /** Requests that break something. */
  ERROR_STORM(
      SHARE,
      0.5,
      "This share of requests reaches the engine with a token that its model does not know, as from a wrong tokenizer, "
          + "and ends as error."),

  /** Requests without enough time. */
  TIMEOUT_STORM(
      SHARE, 0.5, "This share of requests has a deadline of a millisecond, and ends as timeout."),

  /** Requests that are turned away. */
  REJECTION_STORM(
      SHARE,
      0.5,
      "This share of requests is told that the queue is full, as by a limit that is set too low, and ends as rejected."),

  /** Questions that are not answered. */
  REFUSAL_STORM(
      SHARE,
      0.5,
      "This share of questions comes with an attack on the operator's instructions, as in a wave of abuse. The policy "
          + "filter finds it and refuses."),

  /** Answers that should not have been given. */
  SAFETY_STORM(
      SHARE,
      0.5,
      "This share of answers begins with a rude word, as from a model gone wrong. The policy filter finds it when it is "
          + "said."),

  /** Answers that are bad. */
  LOW_QUALITY(
      SHARE,
      0.5,
      "This share of answers repeats one word until it is cut off, as from a model that has lost the thread. The "
          + "evaluators score it low."),

  /** Requests that nobody ends. */
  ABANDONED(
      SHARE,
      0.5,
      "This share of requests loses its thread to an error that nobody catches: the client's connection breaks, no end "
          + "is told, and it counts as abandoned."),

  /** A callback of the host that throws. */
  CALLBACK_FAILURE(
      SHARE,
      1,
      "This share of the looks at the engine throws, as from a bug in the host's EngineStats. Its figures are missing "
          + "from the scrape.");

  private final Strength strength;
  private final double defaultStrength;
  private final String effect;

  Fault(Strength strength, double defaultStrength, String effect) {
    this.strength = strength;
    this.defaultStrength = defaultStrength;
    this.effect = effect;
  }

  /**
   * Finds a fault.
   *
   * @param label for example {@code slow-prefill}
   * @return the fault of that name
   * @throws IllegalArgumentException when there is none
   */
  public static Fault of(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "fault is '" + label + "', but must be one of " + labels()));
  }

  private static List<String> labels() {
    return Arrays.stream(values()).map(Fault::label).toList();
  }

  /** {@return the name by which it is switched} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what its strength counts} */
  public Strength strength() {
    return strength;
  }

  /** {@return how strong it is where nobody says} */
  public double defaultStrength() {
    return defaultStrength;
  }

  /** {@return what it does, and what comes of it} */
  public String effect() {
    return effect;
  }
}
