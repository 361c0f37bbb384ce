package io.github.llmmetrics.stack.alert;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;

import io.github.llmmetrics.stack.promql.Vector;
import io.github.llmmetrics.stack.promql.Window;
import java.util.Locale;

/** The objectives, each a share of good events. */
public enum Slo {
  /** Valid requests that are not bad. */
  AVAILABILITY {
    @Override
    public double objective(Objectives objectives) {
      return objectives.availability();
    }

    @Override
    Vector events(Window window) {
      return Measurements.OF_ALL.validRequests().rate(window).sumBy(MODEL);
    }

    @Override
    Vector badEvents(Objectives objectives, Window window) {
      return Measurements.OF_ALL.badRequests().rate(window).sumBy(MODEL);
    }
  },

  /** Served requests that end in time. */
  LATENCY {
    @Override
    public double objective(Objectives objectives) {
      return objectives.latency();
    }

    @Override
    Vector events(Window window) {
      return Measurements.OF_ALL.latency().rate(window).sumBy(MODEL);
    }

    @Override
    Vector badEvents(Objectives objectives, Window window) {
      return Measurements.OF_ALL.latency().rateAbove(objectives.latencySeconds(), window, MODEL);
    }
  };

  /**
   * The share of events that must be good.
   *
   * @param objectives of the service
   * @return between 0 and 1
   */
  public abstract double objective(Objectives objectives);

  /** The rate of events, by model. */
  abstract Vector events(Window window);

  /** The rate of bad ones among them, by model. */
  abstract Vector badEvents(Objectives objectives, Window window);

  /**
   * The share of events that may be bad.
   *
   * @param objectives of the service
   * @return between 0 and 1
   */
  public double errorBudget(Objectives objectives) {
    return 1 - objective(objectives);
  }

  /**
   * The value of the label {@code slo}.
   *
   * @return for example {@code availability}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
