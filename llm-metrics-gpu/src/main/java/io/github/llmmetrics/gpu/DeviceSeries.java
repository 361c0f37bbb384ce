package io.github.llmmetrics.gpu;

import io.github.llmmetrics.catalogue.MetricType;
import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.instrument.GaugeCell;
import io.github.llmmetrics.instrument.GaugeFamily;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The series of one device.
 *
 * <pre>{@code
 * llm_gpu_info{driver_version="580.95.05",gpu_id="0",name="NVIDIA H100 80GB HBM3",pci_bus_id="00000000:01:00.0",uuid="GPU-5a3c"} 1
 * llm_gpu_up{gpu_id="0"} 1.0
 * llm_gpu_utilization_percent{gpu_id="0"} 93.0
 * llm_gpu_throttle_active{gpu_id="0",reason="sw_power_cap"} 1.0
 * }</pre>
 *
 * <p>And of one that is down:
 *
 * <pre>{@code
 * llm_gpu_down_reason{gpu_id="1",reason="gpu_is_lost"} 1.0
 * llm_gpu_up{gpu_id="1"} 0.0
 * }</pre>
 *
 * <p>Changed inside of {@link GpuInstruments#update} only, which is what makes it safe for several threads.
 */
final class DeviceSeries {

  private static final GpuReading[] READINGS = GpuReading.values();

  private final GpuInstruments instruments;
  private final String gpuId;
  private final GaugeCell up;
  private final GaugeFamily downReason;
  private final DoubleConsumer[] series = new DoubleConsumer[READINGS.length];
  private final PartSeries mig;
  private final PartSeries processes;
  private String[] identity = {};
  private @Nullable CallResult downFor;

  DeviceSeries(GpuInstruments instruments, int gpu) {
    this.instruments = instruments;
    gpuId = Integer.toString(gpu);
    up = instruments.gauge(SystemMetrics.GPU_UP).cell(gpuId);
    downReason = instruments.gauge(SystemMetrics.GPU_DOWN_REASON);
    Arrays.setAll(series, i -> series(READINGS[i]));
    mig = new PartSeries(
        gpuId,
        instruments.gauge(SystemMetrics.GPU_MIG_MEMORY_USED),
        instruments.gauge(SystemMetrics.GPU_MIG_MEMORY_TOTAL));
    processes = new PartSeries(gpuId, instruments.gauge(SystemMetrics.GPU_PROCESS_MEMORY), null);
  }

  private DoubleConsumer series(GpuReading reading) {
    String[] labels = reading.labelValues(gpuId);
    return reading.metric().type() == MetricType.COUNTER
        ? new ReportedCounter(instruments.counter(reading.metric()), labels)::set
        : instruments.gauge(reading.metric()).cell(labels)::set;
  }

  /** Exposes what a device that answers told. */
  void up(DeviceReadings read, String driverVersion) {
    up.set(1);
    downFor(null);
    identify(read.uuid(), read.name(), read.pciBusId(), driverVersion);
    for (int i = 0; i < READINGS.length; i++) {
      series[i].accept(read.get(READINGS[i]));
    }
    mig.publish(read.mig());
    processes.publish(read.processes());
  }

  /** Exposes that the device does not answer, and why: who it is stays, and all that it told is gone. */
  void down(CallResult why) {
    up.set(0);
    downFor(why);
    clear();
  }

  /** Exposes nothing but who the device is: what it told is too old, and whether it answers is not known. */
  void hide() {
    up.set(DeviceReadings.ABSENT);
    downFor(null);
    clear();
  }

  private void clear() {
    for (DoubleConsumer each : series) {
      each.accept(DeviceReadings.ABSENT);
    }
    mig.clear();
    processes.clear();
  }

  private void downFor(@Nullable CallResult why) {
    if (why == downFor) {
      return;
    }
    if (downFor != null) {
      downReason.remove(gpuId, downFor.reason());
    }
    if (why != null) {
      downReason.cell(gpuId, why.reason()).set(1);
    }
    downFor = why;
  }

  private void identify(String uuid, String name, String pciBusId, String driverVersion) {
    if (identity.length > 0
        && identity[1].equals(uuid)
        && identity[2].equals(name)
        && identity[3].equals(pciBusId)
        && identity[4].equals(driverVersion)) {
      return;
    }
    if (identity.length > 0) {
      instruments.info().remove(identity);
    }
    identity = new String[] {gpuId, uuid, name, pciBusId, driverVersion};
    instruments.info().add(identity);
  }
}
