package io.github.llmmetrics.catalogue;

import static io.github.llmmetrics.catalogue.LabelDefinition.bounded;
import static io.github.llmmetrics.catalogue.LabelDefinition.closed;
import static io.github.llmmetrics.catalogue.LabelDefinition.open;

import java.util.List;

/** Every label that a metric of the catalogue may have. */
public final class LabelDefinitions {

  /** The model as the host names it. */
  public static final LabelDefinition MODEL = open("model");
  /** The customer as the host names it, on counters only. */
  public static final LabelDefinition CUSTOMER_ID = open("customer_id");
  /** Who gave a quality score. */
  public static final LabelDefinition EVALUATOR = open("evaluator");
  /** Why the model refused. */
  public static final LabelDefinition REFUSAL_REASON = open("reason");
  /** What a safety filter found. */
  public static final LabelDefinition SAFETY_CATEGORY = open("category");
  /** The group of users that gave feedback. */
  public static final LabelDefinition SEGMENT = open("segment");

  /** How a request ended. */
  public static final LabelDefinition STATUS =
      closed("status", "success", "error", "timeout", "rejected", "cancelled", "abandoned");
  /** The statuses that error rates and availability are measured over. */
  public static final List<String> VALID_STATUSES =
      List.of("success", "error", "timeout", "rejected");
  /** The statuses that count against the service: a part of {@link #VALID_STATUSES}. */
  public static final List<String> BAD_STATUSES = List.of("error", "timeout", "rejected");
  /** The statuses whose latency says something about the service: those it worked on until it was done or gave up. */
  public static final List<String> LATENCY_STATUSES = List.of("success", "timeout");
  /** Why a request ended badly. */
  public static final LabelDefinition ERROR_TYPE = closed(
      "error_type",
      "timeout",
      "connection",
      "rate_limit",
      "overloaded",
      "invalid_request",
      "auth",
      "context_length",
      "content_filter",
      "out_of_memory",
      "internal",
      "unknown");
  /** Which side of a request a token is on. */
  public static final LabelDefinition TOKEN_TYPE = closed("type", "prompt", "completion");
  /** Why generation stopped. */
  public static final LabelDefinition FINISH_REASON =
      closed("reason", "stop", "length", "tool_calls", "content_filter", "other");
  /** Why the library refused a record. */
  public static final LabelDefinition DROP_REASON = closed(
      "reason",
      "after_end",
      "clock_backwards",
      "closed",
      "duplicate_id",
      "id_limit",
      "inconsistent",
      "negative",
      "not_finite",
      "null_argument",
      "out_of_range",
      "series_limit",
      "unknown_id",
      "watched");
  /** The label whose value was repaired. */
  public static final LabelDefinition REPAIRED_LABEL = bounded("label");
  /** The label whose cap was reached, or {@code series} for a metric's cap on its series. */
  public static final LabelDefinition OVERFLOWED_LABEL = bounded("label");
  /** The callback that failed. */
  public static final LabelDefinition CALLBACK_SOURCE = closed(
      "source",
      "engine_stats",
      "error_classifier",
      "span_context",
      "chunk_reader",
      "usage_estimator");
  /** A metric of this library. */
  public static final LabelDefinition METRIC = bounded("metric");
  /** A version, of the library or of the price table. */
  public static final LabelDefinition VERSION = bounded("version");
  /** How many models the price table has. */
  public static final LabelDefinition MODELS = bounded("models");

  /** The index of a GPU. */
  public static final LabelDefinition GPU_ID = bounded("gpu_id");
  /** The identity of a GPU, which survives a change of index. */
  public static final LabelDefinition UUID = bounded("uuid");
  /** The product name of a GPU. */
  public static final LabelDefinition NAME = bounded("name");
  /** The PCI address of a GPU. */
  public static final LabelDefinition PCI_BUS_ID = bounded("pci_bus_id");
  /** The version of the GPU driver. */
  public static final LabelDefinition DRIVER_VERSION = bounded("driver_version");
  /** Why a GPU's clocks are held down. */
  public static final LabelDefinition THROTTLE_REASON = bounded("reason");
  /** Whether an ECC error was corrected. */
  public static final LabelDefinition ECC_KIND = closed("kind", "corrected", "uncorrected");
  /** The number of an XID event. */
  public static final LabelDefinition XID = bounded("xid");
  /** A state of row remapping. */
  public static final LabelDefinition ROW_REMAP_STATE = closed("state", "pending", "failed");
  /** The way that traffic goes. */
  public static final LabelDefinition TRAFFIC_DIRECTION =
      closed("direction", "receive", "transmit");
  /** The identity of a MIG instance. */
  public static final LabelDefinition MIG_UUID = bounded("mig_uuid");
  /** The profile of a MIG instance. */
  public static final LabelDefinition MIG_PROFILE = bounded("profile");
  /** The id of a process that uses a GPU. */
  public static final LabelDefinition PID = bounded("pid");
  /** How a call of the GPU driver failed: NVML's return code, or what went wrong around the call. */
  public static final LabelDefinition POLL_ERROR = bounded("reason");
  /** The index of a logical CPU. */
  public static final LabelDefinition CPU = bounded("cpu");
  /** A network device. */
  public static final LabelDefinition NETWORK_DEVICE = bounded("device");

  private LabelDefinitions() {}
}
