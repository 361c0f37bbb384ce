package io.github.llmmetrics.gpu;

import io.github.llmmetrics.testing.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The stand-in for the driver's library: where it is, and what it is to say. {@code src/test/native/README.md} has the
 * keys. Where it was not built the test is skipped; on CI, where it has to be there, it fails.
 */
final class StandIn {

  /** The return code of a call that says success and writes nothing. */
  static final int UNTOUCHED = 10_000;

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
      Missing.skip("there is no " + folder.resolve(LIBRARY) + ", which needs a C compiler");
    }
    return new StandIn(folder, work);
  }

  /** Where the loader has to look for the library. */
  Path folder() {
    return folder;
  }

  /** Has this JVM take a copy of the library for the driver's, from now on to its end. */
  void load() throws IOException {
    Path copy = Files.copy(folder.resolve(LIBRARY), control.resolveSibling(LIBRARY));
    System.load(copy.toString());
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
