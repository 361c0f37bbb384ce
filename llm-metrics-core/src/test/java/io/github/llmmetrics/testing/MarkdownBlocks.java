package io.github.llmmetrics.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown file. */
public final class MarkdownBlocks {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private final List<MatchResult> blocks;

  private MarkdownBlocks(List<MatchResult> blocks) {
    this.blocks = blocks;
  }

  /** Of a file. */
  public static MarkdownBlocks of(Path file) throws IOException {
    return new MarkdownBlocks(BLOCK.matcher(Files.readString(file)).results().toList());
  }

  /** The blocks of one language, without the fences. */
  public List<String> in(String language) {
    return blocks.stream()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2).strip())
        .toList();
  }
}
