package io.github.llmmetrics.stack.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders in which programs are looked for.
 *
 * @param folders the first that has a program gives it
 */
public record SearchPath(List<Path> folders) {

  /**
   * Copies the list.
   *
   * @param folders in their order
   */
  public SearchPath {
    folders = List.copyOf(folders);
  }

  /**
   * Reads the variable {@code PATH}.
   *
   * @param variable its value; empty if it is not set
   * @return its folders
   */
  public static SearchPath of(String variable) {
    return new SearchPath(Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(variable)
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList());
  }

  /** The program with the first of these names that is there. */
  Optional<Path> find(Stream<String> names) {
    return names
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
