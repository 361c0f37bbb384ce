package io.github.llmmetrics.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The stand-in for the driver's library: where it is, and what it is to say. {@code src/test/native/README.md} has the
 * keys. Where it was not built the test is skipped; on CI, where it has to be there, it fails.
 */
final class StandIn {

  private static final String LIBRARY = "libnvidia-ml.so.1";

  /** How much of a driver it is. */
  enum Kind {
    FULL,
    OLD,
    BARE,
    ALL
  }

  private final Path folder;
  private final Path control;
  private final Path calls;

  private StandIn(Path folder, Path work) {
    this.folder = folder;
    this.control = work.resolve("nvml-standin.conf");
    this.calls = work.resolve("calls.log");
  }

  /** The library of a kind, controlled by a file in a folder of the test's. */
  static StandIn of(Kind kind, Path work) {
    String built = System.getProperty("nvml.standin", "target/nvml-standin");
    Path folder = Path.of(built).toAbsolutePath().resolve(kind.name().toLowerCase(Locale.ROOT));
    if (!Files.exists(folder.resolve(LIBRARY))) {
      missing(folder.resolve(LIBRARY) + ", which needs a C compiler");
    }
    return new StandIn(folder, work);
  }

  /** Skips the test, or fails it on CI. */
  static void missing(String what) {
    String reason = "there is no " + what;
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }

  /** Where the loader has to look for the library. */
  Path folder() {
    return folder;
  }

  /** The file that says what the library answers. */
  Path control() {
    return control;
  }

  /** Has the library answer by these settings from its next call on, and by no earlier ones. */
  void says(String... settings) {
    try {
      Path next = control.resolveSibling("next.conf");
      Files.writeString(next, String.join("\n", settings) + "\n");
      Files.move(
          next, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The setting that has all calls logged. */
  String logsCalls() {
    return "log=" + calls;
  }

  /** The calls that were logged so far: a function and the index of its device, or {@code -}. */
  List<String> calls() {
    try {
      return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
