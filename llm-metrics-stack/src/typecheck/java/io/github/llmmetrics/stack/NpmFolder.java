package io.github.llmmetrics.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmmetrics.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A folder with the packages of npm that a check needs, as their lock file pins them. */
public final class NpmFolder {

  private NpmFolder() {}

  /** Copies the files, among them {@code package.json} and its lock, and installs what they ask for. */
  public static void install(Path sources, Path folder, List<String> files)
      throws IOException, InterruptedException {
    Program npm = Program.require("npm");
    Program.require("node");
    Files.createDirectories(folder);
    for (String file : files) {
      Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Program.Result result =
        npm.runIn(folder, "", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
