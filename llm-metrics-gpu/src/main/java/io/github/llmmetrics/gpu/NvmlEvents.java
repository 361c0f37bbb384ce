package io.github.llmmetrics.gpu;

import java.util.function.Consumer;

/** XID events by NVML's event sets. */
final class NvmlEvents implements GpuEvents {

  private static final long NOT_HEARD = 0;

  private final NvmlBinding binding;
  private final NvmlBinding.EventSet set;
  private final Consumer<CallResult> errors;
  private long[] addresses = {};
  private boolean isCreated;

  NvmlEvents(NvmlBinding binding, Consumer<CallResult> errors) {
    this.binding = binding;
    this.set = binding.eventSet();
    this.errors = errors;
  }

  @Override
  public CallResult open(int devices) {
    CallResult created = set.create();
    isCreated = created.isSuccess();
    addresses = new long[isCreated ? devices : 0];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = register(i);
    }
    return created;
  }

  private long register(int gpu) {
    NvmlBinding.Device device = binding.device(new NvmlMemory(1, 1));
    CallResult result = device.open(gpu);
    if (result.isSuccess()) {
      result = set.register(device);
    }
    if (!result.isSuccess() && !result.isUnsupported()) {
      errors.accept(result);
    }
    return result.isSuccess() ? device.address() : NOT_HEARD;
  }

  @Override
  public boolean hears(int gpu) {
    return gpu < addresses.length && addresses[gpu] != NOT_HEARD;
  }

  @Override
  public CallResult await(int timeoutMillis) {
    return set.await(timeoutMillis);
  }

  @Override
  public int gpu() {
    for (int i = 0; i < addresses.length && set.isXid(); i++) {
      if (addresses[i] != NOT_HEARD && addresses[i] == set.deviceAddress()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public long xid() {
    return set.data();
  }

  @Override
  public void close() {
    if (isCreated) {
      isCreated = false;
      set.free();
    }
  }
}
