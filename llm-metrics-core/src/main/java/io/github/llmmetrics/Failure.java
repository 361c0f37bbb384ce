package io.github.llmmetrics;

import java.util.Objects;

/**
 * What an {@link ErrorClassifier} made of a failure.
 *
 * @param status how the request ended; anything but success
 * @param type why; counted only where the status is a bad one
 */
public record Failure(Status status, ErrorType type) {

  /**
   * Checks that neither is null and that a failure is no success.
   *
   * @param status how the request ended
   * @param type why
   */
  public Failure {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(type, "type");
    if (status == Status.SUCCESS) {
      throw new IllegalArgumentException("status: a failure cannot be SUCCESS");
    }
  }

  /**
   * A failure of ours.
   *
   * @param type why
   * @return one with status {@link Status#ERROR}
   */
  public static Failure error(ErrorType type) {
    return new Failure(Status.ERROR, type);
  }
}
