package io.github.llmmetrics.exporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds a secret and nothing else. No message shows the secret. */
record SecretFile(String setting, Path path) {

  /** The secret; blanks around it are none of it. */
  String read() {
    String secret;
    try {
      secret = Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(setting + ": cannot read " + path, e);
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          setting + ": " + path + " must hold a secret; it is empty");
    }
    return secret;
  }
}
