package io.github.llmmetrics.examples.chat.engine;

/** Why a generation ended. */
public enum FinishReason {
  /** The model ended its answer, or a stop string came. */
  STOP,
  /** The most tokens allowed were generated. */
  LENGTH,
  /** The caller aborted it, or the engine was closed. */
  ABORTED,
  /** The engine failed. */
  ERROR
}
