package io.github.llmmetrics.gpu;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A driver that does what a test says, with two devices at first. */
final class FakeDriver implements GpuDriver {

  final List<String> calls = new CopyOnWriteArrayList<>();
  final Deque<long[]> pendingEvents = new ConcurrentLinkedDeque<>();
  volatile @Nullable Throwable loadFailure;
  volatile CallResult openResult = CallResult.SUCCESS;
  volatile CallResult countResult = CallResult.SUCCESS;
  volatile CallResult eventsOpenResult = CallResult.SUCCESS;
  volatile CallResult awaitResult = CallResult.TIMEOUT;
  volatile @Nullable RuntimeException eventsFailure;
  volatile @Nullable RuntimeException hearsFailure;
  volatile @Nullable Error deviceFailure;
  volatile @Nullable CountDownLatch countBlocks;

  /** What happens during a wait for events. */
  volatile Runnable onAwait = () -> {};

  volatile int count = 2;
  volatile String version = "1.0";
  private final List<FakeDevice> devices =
      IntStream.range(0, 100).mapToObj(FakeDevice::new).toList();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger session = new AtomicInteger();
  private Consumer<CallResult> errors = error -> {};

  /** As a builder wants it. */
  GpuDriver create(Set<GpuGroup> groups, Consumer<CallResult> errors) {
    this.errors = errors;
    return this;
  }

  FakeDevice fake(int gpu) {
    return devices.get(gpu);
  }

  @Override
  public void load() {
    calls.add("load");
    if (loadFailure instanceof Error error) {
      throw error;
    }
    if (loadFailure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public CallResult open() {
    calls.add("open");
    recordCallsBeneath("open");
    if (openResult.isSuccess()) {
      session.incrementAndGet();
    }
    return openResult;
  }

  @Override
  public CallResult countDevices() {
    await(countBlocks);
    return countResult;
  }

  @Override
  public int deviceCount() {
    return count;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public GpuDevice device(int index) {
    if (deviceFailure != null) {
      throw deviceFailure;
    }
    return fake(index);
  }

  @Override
  public GpuEvents events() {
    return new FakeEvents();
  }

  @Override
  public void close() {
    calls.add("close");
    recordCallsBeneath("close");
  }

  private void recordCallsBeneath(String call) {
    if (inside.get() > 0) {
      calls.add(call + " beneath a call");
    }
  }

  /** As native code does: an interrupt does not end it. */
  static void await(@Nullable CountDownLatch latch) {
    while (latch != null) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        Thread.onSpinWait();
      }
    }
  }

  /** A device that answers with what {@link #tells} puts. */
  final class FakeDevice implements GpuDevice {

    private final int index;
    volatile CallResult result = CallResult.SUCCESS;
    volatile @Nullable RuntimeException failure;
    volatile @Nullable CountDownLatch blocks;
    volatile int reads;
    volatile String uuid;
    volatile Consumer<DeviceReadings> tells = readings -> readings.put(GpuReading.TEMPERATURE, 40);

    private FakeDevice(int index) {
      this.index = index;
      this.uuid = "GPU-" + index;
    }

    // One thread at a time, which is what this counts on.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public CallResult read(DeviceReadings readings) {
      reads++;
      inside.incrementAndGet();
      await(blocks);
      inside.decrementAndGet();
      if (failure != null) {
        throw failure;
      }
      readings.identify(uuid, "Fake", "0000:0" + index);
      if (!result.isSuccess()) {
        errors.accept(result);
        return result;
      }
      tells.accept(readings);
      return CallResult.SUCCESS;
    }
  }

  private final class FakeEvents implements GpuEvents {

    private final List<Integer> heard = new ArrayList<>();
    private long[] latest = {-1, 0};
    private int openedIn;

    /** In a driver, the end of the process. */
    private void checkSession() {
      if (openedIn != session.get()) {
        calls.add("stale handle");
      }
    }

    @Override
    public CallResult open(int devices) {
      openedIn = session.get();
      calls.add("listen to " + devices);
      IntStream.range(0, devices).filter(i -> fake(i).result.isSuccess()).forEach(heard::add);
      return eventsOpenResult;
    }

    @Override
    public boolean hears(int gpu) {
      if (hearsFailure != null) {
        throw hearsFailure;
      }
      return heard.contains(gpu);
    }

    @Override
    public CallResult await(int timeoutMillis) {
      checkSession();
      inside.incrementAndGet();
      onAwait.run();
      inside.decrementAndGet();
      if (eventsFailure != null) {
        throw eventsFailure;
      }
      long[] event = pendingEvents.poll();
      if (event == null) {
        return awaitResult;
      }
      latest = event;
      return CallResult.SUCCESS;
    }

    @Override
    public int gpu() {
      return (int) latest[0];
    }

    @Override
    public long xid() {
      return latest[1];
    }

    @Override
    public void close() {
      checkSession();
      calls.add("stop listening");
    }
  }
}
