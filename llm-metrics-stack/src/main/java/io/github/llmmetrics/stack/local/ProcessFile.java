package io.github.llmmetrics.stack.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which process runs in a folder, for whoever comes when the command that would have ended it was killed.
 *
 * @param file with its number and when it began, in milliseconds since 1970: a number alone may be another process's by now
 */
record ProcessFile(Path file) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");

  /** The system counts from its own beginning, which moves a little when its clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  void write(ProcessHandle process) {
    try {
      Optional<Instant> begin = process.info().startInstant();
      if (begin.isPresent()) {
        Files.writeString(file, process.pid() + " " + begin.get().toEpochMilli() + "\n");
      }
    } catch (IOException e) {
      throw new LocalStackException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> running() {
    try {
      Matcher content = FORM.matcher(Files.exists(file) ? Files.readString(file) : "");
      if (!content.matches()) {
        return Optional.empty();
      }
      Instant begin = Instant.ofEpochMilli(Long.parseLong(content.group(2)));
      return ProcessHandle.of(Long.parseLong(content.group(1)))
          .filter(process -> isRunning(process) && beganAt(process, begin));
    } catch (IOException e) {
      throw new LocalStackException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** One that has ended, but that nobody asked for its exit code, is still listed; it has no program any more. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static boolean beganAt(ProcessHandle process, Instant begin) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(begin, start).abs().compareTo(TOLERANCE) <= 0)
        .isPresent();
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It names a process that has ended: no harm is done.
    }
  }
}
