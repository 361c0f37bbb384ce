package io.github.llmmetrics.host;

import io.github.llmmetrics.catalogue.SystemMetrics;
import io.github.llmmetrics.instrument.CounterFamily;
import io.github.llmmetrics.instrument.GaugeCell;
import io.github.llmmetrics.instrument.GaugeFamily;
import io.github.llmmetrics.instrument.InstrumentSet;
import io.github.llmmetrics.internal.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instruments of the host, which show the last reading until it is too old. Thread-safe: a scrape sees one reading,
 * never parts of two.
 */
final class HostInstruments {

  /** Names come from the system: a host that makes a device for each container must not make series without end. */
  private static final int MAX_DEVICES = 100;

  private final InstrumentSet set;
  private final NanoClock clock;
  private final long staleAfterNanos;
  private final GaugeFamily cpuUsage;
  private final GaugeCell memoryTotal;
  private final GaugeCell memoryAvailable;
  private final CounterFamily received;
  private final CounterFamily sent;

  // Touched inside of the set's update only.
  private final List<GaugeCell> cpus = new ArrayList<>();
  private final Set<String> devices = new HashSet<>();

  private volatile boolean isShown;
  private volatile long shownAt;

  HostInstruments(InstrumentSet set, NanoClock clock, Duration staleAfter) {
    this.set = set;
    this.clock = clock;
    this.staleAfterNanos = staleAfter.toNanos();
    this.cpuUsage = set.gauge(SystemMetrics.CPU_USAGE);
    this.memoryTotal = set.gauge(SystemMetrics.MEMORY_TOTAL).cell();
    this.memoryAvailable = set.gauge(SystemMetrics.MEMORY_AVAILABLE).cell();
    this.received = set.counter(SystemMetrics.NETWORK_RECEIVE);
    this.sent = set.counter(SystemMetrics.NETWORK_TRANSMIT);
    set.beforeScrape(this::hideIfStale);
  }

  /** Shows what a poll found, in place of what the one before found. */
  void show(HostReading reading) {
    set.update(() -> {
      write(reading);
      shownAt = clock.nanoTime();
      isShown = true;
    });
  }

  private void hideIfStale() {
    if (isStale()) {
      set.update(() -> {
        // Again, as a poll may have ended while this waited.
        if (isStale()) {
          write(HostReading.NONE);
          isShown = false;
        }
      });
    }
  }

  private boolean isStale() {
    return isShown && clock.nanoTime() - shownAt > staleAfterNanos;
  }

  private void write(HostReading reading) {
    writeCpu(reading.cpuUsage());
    writeBytes(memoryTotal, reading.memory().total());
    writeBytes(memoryAvailable, reading.memory().available());
    writeNetwork(reading.network());
  }

  private void writeCpu(List<Double> usage) {
    while (cpus.size() < usage.size()) {
      cpus.add(cpuUsage.cell(Integer.toString(cpus.size())));
    }
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      cpus.get(cpu).set(cpu < usage.size() ? usage.get(cpu) : Double.NaN);
    }
  }

  private static void writeBytes(GaugeCell cell, long bytes) {
    cell.set(bytes > 0 ? bytes : Double.NaN);
  }

  private void writeNetwork(List<NetworkTraffic> traffic) {
    List<NetworkTraffic> known = traffic.stream()
        .filter(device -> device.received() >= 0 && device.sent() >= 0)
        .limit(MAX_DEVICES)
        .toList();
    removeAllBut(known.stream().map(NetworkTraffic::device).collect(Collectors.toSet()));
    for (NetworkTraffic device : known) {
      devices.add(device.device());
      received.cell(device.device()).report((double) device.received());
      sent.cell(device.device()).report((double) device.sent());
    }
  }

  private void removeAllBut(Set<String> present) {
    devices.removeIf(device -> {
      boolean isGone = !present.contains(device);
      if (isGone) {
        received.remove(device);
        sent.remove(device);
      }
      return isGone;
    });
  }
}
