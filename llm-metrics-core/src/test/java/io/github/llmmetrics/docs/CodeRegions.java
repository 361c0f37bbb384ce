package io.github.llmmetrics.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parts of compiled sources that documentation shows. */
final class CodeRegions {

  private CodeRegions() {}

  static List<CodeRegion> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> regions(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CodeRegion> regions(Path file) {
    List<CodeRegion> regions = new ArrayList<>();
    StringBuilder open = null;
    String source = read(file);
    for (String line : source.lines().toList()) {
      if (line.strip().startsWith("// tag::")) {
        open = new StringBuilder();
      } else if (line.strip().startsWith("// end::") && open != null) {
        String code = open.toString().stripTrailing().stripIndent().strip();
        regions.add(new CodeRegion(code, source));
        open = null;
      } else if (open != null) {
        open.append(line).append('\n');
      }
    }
    return regions;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
