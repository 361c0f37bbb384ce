package io.github.llmmetrics.gpu;

import java.util.Locale;

/**
 * How a call of the driver ended: NVML's return codes, and what can go wrong on our side of it. The name in lower case is
 * the value of the label {@code reason} of {@code llm_gpu_poll_errors_total}.
 */
enum CallResult {
  SUCCESS(0),
  UNINITIALIZED(1),
  INVALID_ARGUMENT(2),
  NOT_SUPPORTED(3),
  NO_PERMISSION(4),
  ALREADY_INITIALIZED(5),
  NOT_FOUND(6),
  INSUFFICIENT_SIZE(7),
  INSUFFICIENT_POWER(8),
  DRIVER_NOT_LOADED(9),
  TIMEOUT(10),
  IRQ_ISSUE(11),
  LIBRARY_NOT_FOUND(12),
  FUNCTION_NOT_FOUND(13),
  CORRUPTED_INFOROM(14),
  GPU_IS_LOST(15),
  RESET_REQUIRED(16),
  OPERATING_SYSTEM(17),
  LIB_RM_VERSION_MISMATCH(18),
  IN_USE(19),
  MEMORY(20),
  NO_DATA(21),
  VGPU_ECC_NOT_SUPPORTED(22),
  INSUFFICIENT_RESOURCES(23),
  FREQ_NOT_SUPPORTED(24),
  ARGUMENT_VERSION_MISMATCH(25),
  DEPRECATED(26),
  NOT_READY(27),
  GPU_NOT_FOUND(28),
  INVALID_STATE(29),
  RESET_TYPE_NOT_SUPPORTED(30),
  UNKNOWN(999),
  /** A code that none of the above is. */
  OTHER(-1),
  /** The call said that it succeeded, and its answer cannot be true. */
  IMPLAUSIBLE(-1),
  /** The call did not return in time. */
  STUCK(-1),
  /** The driver's library cannot be loaded. */
  NOT_LOADED(-1),
  /** The call threw. */
  EXCEPTION(-1);

  private static final CallResult[] BY_CODE = byCode();

  private final int code;
  private final String reason = name().toLowerCase(Locale.ROOT);

  CallResult(int code) {
    this.code = code;
  }

  /** What a return code means; {@link #OTHER} if it is none that is known. */
  static CallResult of(int code) {
    if (code == UNKNOWN.code) {
      return UNKNOWN;
    }
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : OTHER;
  }

  private static CallResult[] byCode() {
    CallResult[] results = new CallResult[RESET_TYPE_NOT_SUPPORTED.code + 1];
    for (CallResult result : values()) {
      if (result.code >= 0 && result.code < results.length) {
        results[result.code] = result;
      }
    }
    return results;
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  boolean isSuccess() {
    return this == SUCCESS;
  }

  /** Whether it says no more than that there is no such reading here: no error, and no series. */
  boolean isUnsupported() {
    return this == NOT_SUPPORTED || this == FUNCTION_NOT_FOUND;
  }

  /** Whether nothing else that is asked of the device can be answered. */
  boolean isFatal() {
    return switch (this) {
      case UNINITIALIZED, GPU_IS_LOST, RESET_REQUIRED, GPU_NOT_FOUND -> true;
      default -> false;
    };
  }
}
