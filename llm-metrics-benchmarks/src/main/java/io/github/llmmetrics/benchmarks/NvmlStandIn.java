package io.github.llmmetrics.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The stand-in for NVIDIA's {@code libnvidia-ml.so.1}, in the place of a driver, and its control file. A process has one,
 * for as long as it runs; {@code llm-metrics-gpu/src/test/native/README.md} says what the control file may say.
 */
public final class NvmlStandIn {

  /** The system property that names the folder that the stand-in was built in. */
  public static final String FOLDER = "nvml.standin";

  private static final String LIBRARY = "libnvidia-ml.so.1";
  private static final String CONTROL = "nvml-standin.conf";

  /** What the metrics read as field values: NVML's numbers of them. */
  private static final int[] FIELDS = {74, 76, 269, 270, 271, 144, 145, 197, 198, 138, 139};

  private final Path control;

  private NvmlStandIn(Path control) {
    this.control = control;
  }

  /**
   * Finds the stand-in that was built.
   *
   * @return the library
   * @throws IllegalStateException if there is none, with what to do about it
   */
  public static Path find() {
    String folder = System.getProperty(FOLDER);
    Path library = Path.of(folder == null ? "" : folder, "full", LIBRARY).toAbsolutePath();
    if (folder == null || !Files.isRegularFile(library)) {
      throw new IllegalStateException(
          "GPU benchmarks need the stand-in for NVML: run llm-metrics-gpu/src/test/native/build.sh DIR"
              + " (Linux and a C compiler), and java with -D" + FOLDER + "=DIR; "
              + (folder == null ? "the property is not set" : "there is no " + library));
    }
    return library;
  }

  /**
   * Loads a copy of it that has a control file of its own, and the binding finds it in the driver's place.
   *
   * @param lines the control file's first ones
   * @return the stand-in
   * @throws IOException if it cannot be copied
   */
  public static NvmlStandIn load(List<String> lines) throws IOException {
    Path folder = Files.createTempDirectory("nvml-standin");
    Path library = Files.copy(find(), folder.resolve(LIBRARY));
    NvmlStandIn standIn = new NvmlStandIn(folder.resolve(CONTROL));
    standIn.control(lines);
    System.load(library.toString());
    // What is loaded stays loaded without its file.
    Files.delete(library);
    folder.toFile().deleteOnExit();
    standIn.control.toFile().deleteOnExit();
    return standIn;
  }

  /**
   * The control file of a host whose devices are busy and answer all that they are asked.
   *
   * @param count how many devices
   * @return its lines; more may be added
   */
  public static List<String> busyDevices(int count) {
    List<String> lines = new ArrayList<>();
    lines.add("count=" + count);
    for (int gpu = 0; gpu < count; gpu++) {
      String key = "gpu" + gpu + ".";
      lines.add(key + "util=" + (90 + gpu % 10));
      lines.add(key + "memutil=55");
      lines.add(key + "used=" + (60_000_000_000L + gpu));
      lines.add(key + "power=650000");
      lines.add(key + "energy=" + (123_456_789_000L + gpu));
      lines.add(key + "temp=" + (60 + gpu % 10));
      lines.add(key + "ecc.vc=3");
      lines.add(key + "reasons=0x4");
      for (int field : FIELDS) {
        lines.add(key + "field." + field + "=1");
      }
    }
    return lines;
  }

  /**
   * Replaces the control file, in one step.
   *
   * @param lines all that it says now
   * @throws IOException if it cannot be written
   */
  public void control(List<String> lines) throws IOException {
    Path next = control.resolveSibling(CONTROL + ".new");
    Files.write(next, lines, StandardCharsets.UTF_8);
    Files.move(next, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
