package io.github.llmmetrics.stack.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a person named, with errors that say what is wrong with them. */
final class UserFiles {

  private UserFiles() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw failed("cannot read", file, e);
    }
  }

  static UserError failed(String doing, Path file, IOException e) {
    return new UserError(doing + " " + file + ": " + reason(file, e), e);
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is where a folder must be";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    return Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
  }
}
