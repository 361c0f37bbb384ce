package io.github.llmmetrics.host;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A host that says what a test tells it to. Thread-safe. */
final class FakeHost implements HostReader {

  volatile Supplier<List<CpuTicks>> cpu = List::of;
  volatile Supplier<HostMemory> memory = () -> HostMemory.UNKNOWN;
  volatile Supplier<List<NetworkTraffic>> network = List::of;

  private final AtomicInteger reads = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Two CPUs, of which the second is busy all the time; 64 GB, 16 of them available; one device. */
  static FakeHost ordinary() {
    FakeHost host = new FakeHost();
    host.ticks(new CpuTicks(100, 1_000), new CpuTicks(500, 1_000));
    host.memory = () -> new HostMemory(64_000_000_000L, 16_000_000_000L);
    host.network(new NetworkTraffic("eth0", 1_500, 700));
    return host;
  }

  void ticks(CpuTicks... ticks) {
    cpu = () -> List.of(ticks);
  }

  void network(NetworkTraffic... traffic) {
    network = () -> List.of(traffic);
  }

  /** What a group does that cannot be read. */
  static <T> Supplier<T> failing(Throwable cause) {
    return () -> {
      throw FakeHost.<RuntimeException>unchecked(cause);
    };
  }

  /** Whatever native code throws, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X unchecked(Throwable cause) throws X {
    throw (X) cause;
  }

  /** From now on each reading waits. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void goOn() {
    gate.countDown();
  }

  /** How many readings began. */
  int reads() {
    return reads.get();
  }

  @Override
  public List<CpuTicks> cpu() {
    reads.incrementAndGet();
    awaitGate();
    return cpu.get();
  }

  /** As system calls do, it takes no notice of an interrupt. */
  private void awaitGate() {
    boolean isInterrupted = false;
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public HostMemory memory() {
    return memory.get();
  }

  @Override
  public List<NetworkTraffic> network() {
    return network.get();
  }
}
