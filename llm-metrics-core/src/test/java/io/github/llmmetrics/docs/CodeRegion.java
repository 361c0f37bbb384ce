package io.github.llmmetrics.docs;

import java.util.List;

/**
 * A part of a compiled source that documentation shows: between {@code // tag::name} and {@code // end::name}.
 *
 * @param code the part
 * @param source the whole file
 */
record CodeRegion(String code, String source) {

  /** Whether a block of a document shows this code: on its own, or below imports that the file has, too. */
  boolean isShownBy(String block) {
    List<String> imports =
        block.lines().filter(line -> line.startsWith("import ")).toList();
    String shown = String.join(
            "\n", block.lines().filter(line -> !line.startsWith("import ")).toList())
        .strip();
    return shown.equals(code) && imports.stream().allMatch(this::knows);
  }

  /** Whether the file imports a class, or is in its package. */
  private boolean knows(String importLine) {
    String itsPackage = importLine.substring("import ".length(), importLine.lastIndexOf('.'));
    return source.contains(importLine + "\n") || source.startsWith("package " + itsPackage + ";");
  }
}
