package io.github.llmmetrics.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parts of compiled sources that documentation shows: between {@code // tag::name} and {@code // end::name}. */
final class CodeRegions {

  private CodeRegions() {}

  static List<String> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> regions(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> regions(Path file) {
    List<String> regions = new ArrayList<>();
    StringBuilder open = null;
    for (String line : readLines(file)) {
      if (line.strip().startsWith("// tag::")) {
        open = new StringBuilder();
      } else if (line.strip().startsWith("// end::") && open != null) {
        regions.add(open.toString().stripTrailing().stripIndent().strip());
        open = null;
      } else if (open != null) {
        open.append(line).append('\n');
      }
    }
    return regions;
  }

  private static List<String> readLines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
