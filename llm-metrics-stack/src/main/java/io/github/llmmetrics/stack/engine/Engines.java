package io.github.llmmetrics.stack.engine;

import java.util.List;
import java.util.Optional;

/** The engines and exporters that are known. */
public final class Engines {

  /** The label that tells what was recorded from an engine's series from what a service exposes itself. */
  public static final String LABEL = "engine";

  private static final List<Engine> ALL = List.of(
      VllmEngine.ENGINE,
      SglangEngine.ENGINE,
      TensorRtLlmEngine.ENGINE,
      TgiEngine.ENGINE,
      TritonEngine.ENGINE,
      LlamaCppEngine.ENGINE,
      DcgmExporter.ENGINE,
      NodeExporter.ENGINE);

  private Engines() {}

  /**
   * All of them.
   *
   * @return engines first, then exporters of the machine
   */
  public static List<Engine> all() {
    return ALL;
  }

  /**
   * The names of all.
   *
   * @return in the same order
   */
  public static List<String> names() {
    return ALL.stream().map(Engine::name).toList();
  }

  /**
   * One of them.
   *
   * @param name as settings have it
   * @return empty if there is none
   */
  public static Optional<Engine> byName(String name) {
    return ALL.stream().filter(engine -> engine.name().equals(name)).findFirst();
  }
}
