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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

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
  private static final long MAX_XID = 1_023;

  /**
   * XIDs that are exposed as 0 before they happen, as the first one of a fault is the one that matters, and an increase
   * is not seen without a 0 before it: those that NVIDIA's list of XID errors traces to hardware, driver or memory.
   */
  private static final List<Integer> DECLARED_XIDS =
      List.of(13, 31, 43, 45, 48, 61, 62, 63, 64, 74, 79, 92, 94, 95, 119, 120);

  private final InstrumentSet set;
  private final InstantSource wallClock;
  private final Map<MetricDefinition, GaugeFamily> gauges = new HashMap<>();
  private final Map<MetricDefinition, CounterFamily> counters = new HashMap<>();
  private final InfoFamily info;
  private final GaugeCell driverUp;
  private final GaugeCell lastPoll;
  private final GaugeCell pollDuration;
  private final Map<CallResult, CounterCell> errors = new ConcurrentHashMap<>();

  GpuInstruments(InstrumentSet set, InstantSource wallClock) {
    this.set = set;
    this.wallClock = wallClock;
    for (GpuReading reading : GpuReading.values()) {
      add(reading.metric());
    }
    List.of(
            SystemMetrics.GPU_UP,
            SystemMetrics.GPU_MIG_MEMORY_USED,
            SystemMetrics.GPU_MIG_MEMORY_TOTAL,
            SystemMetrics.GPU_PROCESS_MEMORY,
            SystemMetrics.GPU_XID_ERRORS,
            SystemMetrics.GPU_POLL_ERRORS)
        .forEach(this::add);
    info = set.info(SystemMetrics.GPU_INFO);
    driverUp = set.gauge(SystemMetrics.GPU_DRIVER_UP).cell();
    lastPoll = set.gauge(SystemMetrics.GPU_LAST_POLL).cell();
    pollDuration = set.gauge(SystemMetrics.GPU_POLL_DURATION).cell();
    driverUp.set(0);
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
    if (cell == null) {
      // Not computeIfAbsent, whose lambda is garbage at each poll of a device that is lost for
      // weeks. The family hands out one cell for one reason, however many threads ask.
      cell = counter(SystemMetrics.GPU_POLL_ERRORS).cell(result.reason());
      errors.put(result, cell);
    }
    cell.increment();
  }

  /** Exposes as 0 the XIDs that one would be woken for, of a device that is listened to. */
  void declareXids(int gpu) {
    DECLARED_XIDS.forEach(xid -> xidCell(gpu, xid));
  }

  void xid(int gpu, long xid) {
    xidCell(gpu, xid).increment();
  }

  private CounterCell xidCell(int gpu, long xid) {
    String label = xid >= 0 && xid <= MAX_XID ? Long.toString(xid) : "other";
    return counter(SystemMetrics.GPU_XID_ERRORS).cell(Integer.toString(gpu), label);
  }
}
