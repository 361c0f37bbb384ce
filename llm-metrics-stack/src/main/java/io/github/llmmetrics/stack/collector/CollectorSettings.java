package io.github.llmmetrics.stack.collector;

import io.github.llmmetrics.stack.alert.Settings;

/**
 * What a team may set of its Collector.
 *
 * @param environment the attribute {@code environment} of all that does not say it itself
 * @param isTracing whether traces are taken in
 * @param isMetering whether metrics are taken in
 * @param traceStore host and port of a store that takes traces by OTLP over gRPC
 * @param listen the address that it listens on: all of a container, {@code localhost} on a machine
 */
public record CollectorSettings(
    String environment, boolean isTracing, boolean isMetering, String traceStore, String listen) {

  /** Traces and metrics, in a container, beside a Jaeger of that name. */
  public static final CollectorSettings DEFAULT =
      new CollectorSettings("production", true, true, "jaeger:4317", "0.0.0.0");

  /**
   * Checks the addresses and that there is something to do.
   *
   * @param environment not blank, on one line
   * @param isTracing one of the two
   * @param isMetering must be on
   * @param traceStore {@code host:port}
   * @param listen a name or an address, without a port
   */
  public CollectorSettings {
    Settings.require(
        !environment.isBlank() && environment.matches("[^\\p{Cntrl}$]*"),
        "environment",
        environment,
        "a name, without line breaks and $, which the Collector expands");
    Settings.require(
        isTracing || isMetering, "tracing, metrics", "off", "on, one of them at least");
    Settings.require(
        traceStore.matches("[A-Za-z0-9._-]+:[0-9]{1,5}"), "trace_store", traceStore, "host:port");
    Settings.require(
        listen.matches("[A-Za-z0-9._-]+"),
        "listen",
        listen,
        "a name or an address, without a port");
  }

  /**
   * The same, with other switches.
   *
   * @param tracing whether traces are taken in
   * @param metering whether metrics are taken in
   * @return new settings
   */
  public CollectorSettings with(boolean tracing, boolean metering) {
    return new CollectorSettings(environment, tracing, metering, traceStore, listen);
  }
}
