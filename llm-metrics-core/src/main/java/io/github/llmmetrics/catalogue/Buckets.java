package io.github.llmmetrics.catalogue;

import java.util.List;
import java.util.stream.Stream;

/** The bucket ladders: upper bounds, ascending, without {@code +Inf}. */
final class Buckets {

  static final List<Double> FIRST_TOKEN = List.of(
      0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0);
  static final List<Double> PER_TOKEN = List.of(
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.5, 1.0, 2.5);
  static final List<Double> REQUEST = List.of(
      0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0);
  static final List<Double> BATCH =
      List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0);
  static final List<Double> COMPLETION_LENGTH = List.of(
      1.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0, 4096.0, 8192.0, 16384.0,
      32768.0);
  static final List<Double> PROMPT_LENGTH =
      Stream.concat(COMPLETION_LENGTH.stream(), Stream.of(65536.0, 131072.0)).toList();
  static final List<Double> SCORE = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
  static final List<Double> REQUEST_COST =
      List.of(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0);

  private Buckets() {}
}
