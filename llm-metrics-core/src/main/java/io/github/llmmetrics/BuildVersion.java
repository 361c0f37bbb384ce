package io.github.llmmetrics;

import io.github.llmmetrics.catalogue.LabelDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library, as its build wrote it down. */
final class BuildVersion {

  private BuildVersion() {}

  static String read() {
    Properties properties = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return LabelDefinition.UNKNOWN;
    }
    return properties.getProperty("version", LabelDefinition.UNKNOWN);
  }
}
