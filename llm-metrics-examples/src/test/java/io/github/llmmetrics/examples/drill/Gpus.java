package io.github.llmmetrics.examples.drill;

import java.util.List;

/** What the stand-in for NVML is told of the GPUs. */
final class Gpus {

  private static final String MIG_UUID = "MIG-00000000-0000-0000-0000-000000000001";

  private Gpus() {}

  /** Six that are well. */
  static List<String> healthy() {
    return List.of("count=6");
  }

  /** Two too hot, one of them by far; one full; one busy; one lost; the last one is well. */
  static List<String> faulty() {
    return List.of(
        "count=6",
        "gpu0.temp=90",
        "gpu1.temp=83",
        "gpu2.used=84000000000",
        "gpu3.util=99",
        "gpu4.rc=15");
  }

  /** Three: one is whole, one divided, one lost. */
  static List<String> mixed() {
    return List.of(
        "count=3",
        "gpu0.energy=100000",
        "gpu0.util=60",
        "gpu0.memutil=40",
        "gpu0.used=40000000000",
        "gpu0.temp=60",
        "gpu0.field.74=0",
        "gpu0.field.76=0",
        "gpu0.field.269=0",
        "gpu0.field.270=0",
        "gpu0.field.271=0",
        "gpu0.field.144=0",
        "gpu0.field.145=0",
        "gpu0.field.197=1000000",
        "gpu0.field.198=1000000",
        "gpu0.field.138=1000",
        "gpu0.field.139=1000",
        "gpu1.mig=1",
        "gpu1.mig0.uuid=" + MIG_UUID,
        "gpu2.rc=15");
  }
}
