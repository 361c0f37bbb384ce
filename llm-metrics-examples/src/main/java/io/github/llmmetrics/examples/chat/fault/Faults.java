package io.github.llmmetrics.examples.chat.fault;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of a service, model by model: all off until one is switched on. Thread-safe. */
public final class Faults implements AutoCloseable {

  private final Map<String, ModelFaults> byModel = new LinkedHashMap<>();

  private Faults(Collection<String> models) {
    models.forEach(model -> byModel.put(model, new ModelFaults()));
  }

  /**
   * Creates the faults of a service.
   *
   * @param models its models' names
   * @return faults that are all off
   */
  public static Faults of(Collection<String> models) {
    return new Faults(models);
  }

  /**
   * The faults of one model.
   *
   * @param model one of the service's
   * @return where they strike
   * @throws IllegalArgumentException when there is no such model
   */
  public ModelFaults of(String model) {
    ModelFaults faults = byModel.get(model);
    if (faults == null) {
      throw new IllegalArgumentException(
          "model is '" + model + "', but must be one of " + List.copyOf(byModel.keySet()));
    }
    return faults;
  }

  /**
   * Says where a flood of requests is to go; before that there is none.
   *
   * @param service the service's root
   */
  public void serviceAt(URI service) {
    HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    byModel.forEach((model, faults) -> {
      Flood flood = new Flood(http, service, model);
      faults.onChange(Fault.QUEUE_FLOOD, clients -> flood.resize((int) clients));
    });
  }

  /**
   * Switches a fault on, or changes its strength.
   *
   * @param fault which
   * @param model for which model only; null for all
   * @param strength how strong; null for the fault's default
   * @throws IllegalArgumentException when there is no such model, or the strength is out of range
   */
  public void switchOn(Fault fault, @Nullable String model, @Nullable String strength) {
    double value = strength == null ? fault.defaultStrength() : fault.strength().parse(strength);
    Collection<ModelFaults> targets = model == null ? byModel.values() : List.of(of(model));
    targets.forEach(target -> target.switchOf(fault).set(value));
  }

  /**
   * Switches a fault off, for all models.
   *
   * @param fault which
   */
  public void switchOff(Fault fault) {
    byModel.values().forEach(model -> model.switchOf(fault).set(0));
  }

  /**
   * Where a fault is on.
   *
   * @param fault which
   * @return its strength by model; empty while it is off
   */
  public Map<String, Double> strengths(Fault fault) {
    Map<String, Double> strengths = new LinkedHashMap<>();
    byModel.forEach((model, faults) -> {
      double strength = faults.switchOf(fault).strength();
      if (strength > 0) {
        strengths.put(model, strength);
      }
    });
    return strengths;
  }

  /** Switches all faults off, so that nobody waits for one. */
  @Override
  public void close() {
    for (Fault fault : Fault.values()) {
      switchOff(fault);
    }
  }
}
