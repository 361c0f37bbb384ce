package io.github.llmmetrics.stack.cli;

import io.github.llmmetrics.stack.scrape.RemoteWrite;
import io.github.llmmetrics.stack.scrape.RemoteWrite.Store;
import io.github.llmmetrics.stack.suggest.NearestName;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a store that asks nobody who comes, such as {@code mimir=https://mimir.example.com}. */
final class RemoteWriteConverter implements ITypeConverter<RemoteWrite> {

  @Override
  public RemoteWrite convert(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2) {
      throw new TypeConversionException(
          "must be STORE=URL, such as mimir=https://mimir.example.com");
    }
    Store store = store(parts[0]);
    URI address = address(parts[1]);
    try {
      return new RemoteWrite(store, address, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Store store(String name) {
    return Arrays.stream(Store.values())
        .filter(store -> store.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(
            "there is no store " + name + ": " + NearestName.hint(name, names())));
  }

  private static List<String> names() {
    return Arrays.stream(Store.values()).map(Store::toString).toList();
  }

  /** What cannot be read is not shown: it may hold a secret. */
  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("what is after the = must be a URL");
    }
  }
}
