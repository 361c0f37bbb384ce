package io.github.llmmetrics.gpu;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a soak test reads of its process at one time.
 *
 * @param polls that have ended so far
 * @param heap used after a full collection, in KiB
 * @param threads of Java
 * @param mappings of the address space, which a leak of native memory, of libraries or of threads adds to
 * @param resident memory in KiB; told and not judged, as the JVM gives back what it likes
 * @param files that are open
 * @param series that a scrape shows, but for those of failed calls
 */
record SoakReading(
    long polls, long heap, long threads, long mappings, long resident, long files, long series) {

  static final String HEADER =
      "  uptime     polls  heap KiB  threads  mappings   RSS KiB  open files  series";

  private static final int KIB = 1024;
  private static final Path SELF = Path.of("/proc/self");

  /** What the JVM's own caches and compiled code may add to the heap: 1.5 MiB. */
  private static final long HEAP_TOLERANCE = 1536;

  /** What the JVM maps on its own meanwhile: code cache, arenas of malloc. */
  private static final long MAPPINGS_TOLERANCE = 12;

  static SoakReading take(long polls, int series) throws IOException, InterruptedException {
    return new SoakReading(
        polls,
        heapAfterCollection() / KIB,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        countMappings(),
        residentKib(),
        countFiles(),
        series);
  }

  // The second collection takes what the cleaners of the first one let go.
  private static long heapAfterCollection() throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long countMappings() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
      return lines.count();
    }
  }

  private static long countFiles() throws IOException {
    try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
      return files.count();
    }
  }

  private static long residentKib() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  /** What is more than it was, beyond what is tolerated. */
  List<String> growthSince(SoakReading before) {
    List<String> grown = new ArrayList<>();
    compare(grown, "heap KiB", before.heap, heap, HEAP_TOLERANCE);
    compare(grown, "threads", before.threads, threads, 0);
    compare(grown, "mappings", before.mappings, mappings, MAPPINGS_TOLERANCE);
    compare(grown, "open files", before.files, files, 0);
    compare(grown, "series", before.series, series, 0);
    return grown;
  }

  private static void compare(
      List<String> grown, String what, long before, long now, long tolerance) {
    if (now - before > tolerance) {
      grown.add(what + " " + before + " to " + now + ", tolerated " + tolerance);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%7d s %9d %9d %8d %9d %9d %11d %7d",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1000,
        polls,
        heap,
        threads,
        mappings,
        resident,
        files,
        series);
  }
}
