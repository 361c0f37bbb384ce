package io.github.llmmetrics.gpu;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.instrument.CounterCell;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.GaugeCell;
import io.github.llmmetrics.instrument.GaugeFamily;
import io.github.llmmetrics.instrument.InfoFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The instruments of all devices and of the poller itself. What is changed here is changed for the scrape as a whole only
 * inside of {@link #update}.
 *
 * <pre>{@code
 * llm_gpu_driver_up 1.0
 * llm_gpu_last_poll_timestamp_seconds 1.7724528E9
 * llm_gpu_poll_duration_seconds 0.004
 * llm_gpu_poll_errors_total{reason="gpu_is_lost"} 3.0
 * llm_gpu_xid_errors_total{gpu_id="0",xid="79"} 1.0
 * }</pre>
 */
final class GpuInstruments {

  /** Beyond all XIDs that exist; a number that hardware made up must not make series. */
  private static final int MAX_XID = 1_023;

  private static final String OTHER_XID = "other";

  /**
   * XIDs that are exposed as 0 before they happen, as the first one of a fault is the one that matters, and an increase
   * is not seen without a 0 before it. They are those for which NVIDIA's "Xid Catalog"
   * (docs.nvidia.com/deploy/xid-errors) asks for a reset or for support, and those of memory and NVLink; and four that
   * programs cause often.
   */
  static final List<String> DECLARED_XIDS = List.of(
      "13", "31", "43", "45", "46", "48", "61", "62", "63", "64", "74", "79", "92", "94", "95",
      "109", "110", "119", "120", "136", "140", "143", "144", "145", "146", "147", "148", "149",
      "150", "154", "156", "157", "158", OTHER_XID);

  private final InstrumentSet set;
  private final InstantSource wallClock;
  private final Map<MetricDefinition, GaugeFamily> gauges = new HashMap<>();
  private final Map<MetricDefinition, CounterFamily> counters = new HashMap<>();
  private final InfoFamily info;
  private final GaugeCell driverUp;
  private final GaugeCell lastPoll;
  private final GaugeCell pollDuration;
  private final Map<CallResult, CounterCell> errors = new EnumMap<>(CallResult.class);

  GpuInstruments(InstrumentSet set, InstantSource wallClock) {
    this.set = set;
    this.wallClock = wallClock;
    for (GpuReading reading : GpuReading.values()) {
      add(reading.metric());
    }
    List.of(
            SystemMetrics.GPU_UP,
            SystemMetrics.GPU_DOWN_REASON,
            SystemMetrics.GPU_MIG_MEMORY_USED,
            SystemMetrics.GPU_MIG_MEMORY_TOTAL,
            SystemMetrics.GPU_PROCESS_MEMORY,
            SystemMetrics.GPU_XID_ERRORS)
        .forEach(this::add);
    info = set.info(SystemMetrics.GPU_INFO);
    driverUp = set.gauge(SystemMetrics.GPU_DRIVER_UP).cell();
    lastPoll = set.gauge(SystemMetrics.GPU_LAST_POLL).cell();
    pollDuration = set.gauge(SystemMetrics.GPU_POLL_DURATION).cell();
    driverUp.set(0);
    declareErrors(set.counter(SystemMetrics.GPU_POLL_ERRORS));
  }

  /** Exposes every failure as 0 before it happens, for the same reason as XIDs. */
  private void declareErrors(CounterFamily pollErrors) {
    for (CallResult result : CallResult.values()) {
      if (!result.isSuccess()) {
        errors.put(result, pollErrors.cell(result.reason()));
      }
    }
  }

  private void add(MetricDefinition metric) {
    if (metric.type() == MetricType.GAUGE) {
      gauges.computeIfAbsent(metric, set::gauge);
    } else {
      counters.computeIfAbsent(metric, set::counter);
    }
  }

  GaugeFamily gauge(MetricDefinition metric) {
    return Objects.requireNonNull(gauges.get(metric), metric::name);
  }

  CounterFamily counter(MetricDefinition metric) {
    return Objects.requireNonNull(counters.get(metric), metric::name);
  }

  InfoFamily info() {
    return info;
  }

  /** Makes the changes seen by a scrape all together or not yet. */
  void update(Runnable change) {
    set.update(change);
  }

  void driverUp() {
    driverUp.set(1);
  }

  /** The driver does not answer: how long the last good poll took says nothing of now. */
  void driverDown() {
    driverUp.set(0);
    pollDuration.set(DeviceReadings.ABSENT);
  }

  /** A poll that reached its end with the driver up. */
  void polled(long nanos) {
    pollDuration.set(nanos / 1e9);
    lastPoll.set(wallClock.millis() / 1e3);
  }

  /** Counts a call that failed. */
  void failed(CallResult result) {
    CounterCell cell = errors.get(result);
    if (cell != null) {
      cell.increment();
    }
  }

  /** Exposes as 0 the XIDs that one may want to hear of, of a device that is listened to. */
  void declareXids(int gpu) {
    update(() -> DECLARED_XIDS.forEach(xid -> xidCell(gpu, xid)));
  }

  void xid(int gpu, long xid) {
    xidCell(gpu, xid >= 0 && xid <= MAX_XID ? Long.toString(xid) : OTHER_XID).increment();
  }

  private CounterCell xidCell(int gpu, String xid) {
    return counter(SystemMetrics.GPU_XID_ERRORS).cell(Integer.toString(gpu), xid);
  }
}
