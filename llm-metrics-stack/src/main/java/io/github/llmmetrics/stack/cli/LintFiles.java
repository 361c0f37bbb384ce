package io.github.llmmetrics.stack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a person wants to be looked at. */
final class LintFiles {

  private static final String NAMES = ".*\\.(json|ya?ml)";

  private LintFiles() {}

  /** Their contents by name: of a file its own, of a folder those of all JSON and YAML files below. */
  static Map<String, String> read(List<Path> paths) {
    Map<String, String> contents = new TreeMap<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UserError("cannot read " + path + ": there is no such file");
      }
      if (!Files.isDirectory(path) && !path.toString().matches(NAMES)) {
        throw new UserError(path + " is no .json, .yml or .yaml file, no folder and no http URL");
      }
      for (Path file : Files.isDirectory(path) ? below(path) : List.of(path)) {
        contents.put(file.toString().replace('\\', '/'), UserFiles.read(file));
      }
    }
    return contents;
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files =
        Files.find(folder, Integer.MAX_VALUE, (file, attributes) -> attributes.isRegularFile())) {
      List<Path> found = files.filter(file -> file.toString().matches(NAMES)).toList();
      if (found.isEmpty()) {
        throw new UserError(folder + " has no .json, .yml or .yaml file");
      }
      return found;
    } catch (IOException e) {
      throw UserFiles.failed("cannot read", folder, e);
    }
  }
}
