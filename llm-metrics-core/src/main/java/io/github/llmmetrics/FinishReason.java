package io.github.llmmetrics;

import java.util.Locale;

/** Why generation stopped: the closed set of {@code llm_finish_reasons_total}, and what providers call the same. */
enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER,
  OTHER;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }

  static FinishReason of(String reason) {
    if (reason.length() > 32) {
      return OTHER;
    }
    return switch (reason.strip().toLowerCase(Locale.ROOT)) {
      case "stop", "end_turn", "stop_sequence", "eos", "eos_token" -> STOP;
      case "length", "max_tokens", "model_length" -> LENGTH;
      case "tool_calls", "tool_use", "function_call" -> TOOL_CALLS;
      case "content_filter", "safety", "refusal" -> CONTENT_FILTER;
      default -> OTHER;
    };
  }
}
