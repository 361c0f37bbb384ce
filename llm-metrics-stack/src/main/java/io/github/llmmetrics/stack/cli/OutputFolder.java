package io.github.llmmetrics.stack.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where generated files go. A file is replaced as a whole, so that a program that watches it never reads half of one, and no
 * other file is touched.
 *
 * @param path of the folder
 */
record OutputFolder(Path path) {

  OutputFolder {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UserError("--out: " + path + " is a file, not a folder");
    }
  }

  boolean exists(String name) {
    return Files.exists(path.resolve(name));
  }

  boolean has(String name, String text) {
    Path file = path.resolve(name);
    try {
      return Files.isRegularFile(file) && Files.readString(file).equals(text);
    } catch (MalformedInputException e) {
      return false;
    } catch (IOException e) {
      throw UserFiles.failed("cannot read", file, e);
    }
  }

  void write(String name, String text) {
    Path file = path.resolve(name);
    try {
      Path folder = file.resolveSibling("");
      // A link to a folder is one, too, but not to createDirectories.
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      Path complete = file.resolveSibling("." + file.getFileName() + ".new");
      try {
        Files.writeString(complete, text);
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(complete);
      }
    } catch (IOException e) {
      throw UserFiles.failed("cannot write", file, e);
    }
  }
}
