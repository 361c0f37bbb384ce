package io.github.llmmetrics.gpu;

import java.util.Set;
import java.util.function.Consumer;

/** NVML, the library that comes with NVIDIA's driver. */
final class NvmlDriver implements GpuDriver {

  private static final int VERSION_LENGTH = 80;

  private final NvmlBinding binding = new NvmlBinding();
  private final Set<GpuGroup> groups;
  private final boolean ordinaryLoading;
  private final Consumer<CallResult> errors;
  private final DriverText version = new DriverText(VERSION_LENGTH);
  private final int[] count = new int[1];

  NvmlDriver(Set<GpuGroup> groups, boolean ordinaryLoading, Consumer<CallResult> errors) {
    this.groups = groups;
    this.ordinaryLoading = ordinaryLoading;
    this.errors = errors;
  }

  @Override
  public void load() {
    binding.load(ordinaryLoading);
  }

  @Override
  public CallResult open() {
    CallResult result = binding.init();
    if (result.isSuccess() && binding.driverVersion(version.buffer()).isSuccess()) {
      version.take();
    }
    return result;
  }

  @Override
  public CallResult countDevices() {
    return binding.deviceCount(count);
  }

  @Override
  public int deviceCount() {
    return count[0];
  }

  @Override
  public String version() {
    return version.value();
  }

  @Override
  public GpuDevice device(int index) {
    return new NvmlDevice(binding, index, groups, errors);
  }

  @Override
  public GpuEvents events() {
    return new NvmlEvents(binding, errors);
  }

  @Override
  public void close() {
    binding.shutdown();
  }
}
