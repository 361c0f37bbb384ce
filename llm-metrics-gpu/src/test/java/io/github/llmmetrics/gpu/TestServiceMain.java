package io.github.llmmetrics.gpu;

import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.cuda.nvml.nvmlEventData_t;
import org.bytedeco.cuda.nvml.nvmlFieldValue_t;
import org.bytedeco.cuda.nvml.nvmlMemory_t;
import org.bytedeco.cuda.nvml.nvmlMemory_v2_t;
import org.bytedeco.cuda.nvml.nvmlPciInfo_t;
import org.bytedeco.cuda.nvml.nvmlProcessInfo_v2_t;
import org.bytedeco.cuda.nvml.nvmlUtilization_t;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that a {@link TestService} starts: a command a line on its standard input, and for each an answer of some lines
 * and a last one, {@link #END}. It ends when its input does.
 *
 * <pre>{@code
 * start interval=PT0.05S disable=XID
 * scrape
 * stop
 * end
 * }</pre>
 */
final class TestServiceMain {

  static final String END = ".";
  static final String FAILED = "failed: ";

  private PrometheusRegistry registry = new PrometheusRegistry();
  private @Nullable GpuMetrics metrics;

  private TestServiceMain() {}

  public static void main(String[] args) throws IOException {
    TestServiceMain service = new TestServiceMain();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
      System.out.println(service.answer(line.split(" ", -1)) + "\n" + END);
    }
  }

  // Throwable on purpose: the test is to see it, whatever it is.
  @SuppressWarnings("CatchThrowable")
  private String answer(String... command) {
    try {
      return run(command);
    } catch (Throwable t) {
      StringWriter trace = new StringWriter();
      t.printStackTrace(new PrintWriter(trace));
      return FAILED + trace;
    }
  }

  private String run(String... command) throws Exception {
    switch (command[0]) {
      case "start" -> start(Arrays.copyOfRange(command, 1, command.length));
      case "poll" -> running().poll();
      case "stop" -> running().close();
      case "gc" -> System.gc();
      case "exit" -> System.exit(0);
      case "scrape" -> {
        return Scrapes.text(registry).stripTrailing();
      }
      case "threads" -> {
        return Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .collect(Collectors.joining("\n"));
      }
      case "libraries" -> {
        return Files.readString(Path.of("/proc/self/maps"));
      }
      case "layout" -> {
        return layout();
      }
      case "property" -> {
        return String.valueOf(System.getProperty(command[1]));
      }
      case "together" -> {
        return Deployment.deployTogether(Integer.parseInt(command[1])).stripTrailing();
      }
      case "redeploy" -> {
        return Deployment.redeploy(Integer.parseInt(command[1])).stripTrailing();
      }
      default -> throw new IllegalArgumentException(command[0]);
    }
    return "done";
  }

  private GpuMetrics running() {
    if (metrics == null) {
      throw new IllegalStateException("not started");
    }
    return metrics;
  }

  private void start(String... settings) {
    registry = new PrometheusRegistry();
    GpuMetrics.Builder builder = GpuMetrics.builder(registry);
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      switch (pair[0]) {
        case "interval" -> builder.interval(Duration.parse(pair[1]));
        case "retry" -> builder.retryInterval(Duration.parse(pair[1]));
        case "timeout" -> builder.callTimeout(Duration.parse(pair[1]));
        case "loading" -> builder.ordinaryLoading();
        case "enable" -> builder.enable(groups(pair[1]));
        case "disable" -> builder.disable(groups(pair[1]));
        default -> throw new IllegalArgumentException(setting);
      }
    }
    metrics = builder.start();
  }

  private static GpuGroup[] groups(String names) {
    return Arrays.stream(names.split(",", -1)).map(GpuGroup::valueOf).toArray(GpuGroup[]::new);
  }

  /** The sizes of the binding's structs and where their members are, as its native part says. */
  private static String layout() {
    new NvmlBinding().load(false);
    List<String> lines = List.of(
        size(nvmlUtilization_t.class, "gpu", "memory"),
        size(nvmlMemory_t.class, "total", "free", "used"),
        size(nvmlMemory_v2_t.class, "version", "total", "reserved", "free", "used"),
        size(nvmlPciInfo_t.class, "busIdLegacy", "domain", "busId"),
        size(
            nvmlFieldValue_t.class,
            "fieldId",
            "scopeId",
            "timestamp",
            "latencyUsec",
            "valueType",
            "nvmlReturn",
            "value"),
        size(nvmlProcessInfo_v2_t.class, "pid", "usedGpuMemory"),
        size(nvmlEventData_t.class, "device", "eventType", "eventData"));
    return String.join("\n", lines);
  }

  private static String size(Class<? extends Pointer> struct, String... members) {
    return struct.getSimpleName() + " " + Loader.sizeof(struct)
        + Arrays.stream(members)
            .map(member -> " " + member + "@" + Loader.offsetof(struct, member))
            .collect(Collectors.joining());
  }
}
