package io.github.llmmetrics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses as they come over the wire, whatever the pieces. */
class EventStreamMetricsTest {

  private static final Map<String, EventStreamMetrics> PROVIDERS = Map.of(
      "openai-chat.sse", EventStreamMetrics.serverSent(ProviderFrames::openAiChat),
      "vllm-reasoning.sse", EventStreamMetrics.serverSent(ProviderFrames::openAiChat),
      "openai-responses.sse", EventStreamMetrics.serverSent(ProviderFrames::openAiResponses),
      "anthropic-messages.sse", EventStreamMetrics.serverSent(ProviderFrames::anthropicMessages),
      "anthropic-overloaded.sse", EventStreamMetrics.serverSent(ProviderFrames::anthropicMessages),
      "ollama.ndjson", EventStreamMetrics.ndjson(ProviderFrames::ollama));

  private final Recorded recorded = new Recorded();
  private final List<String> frames = new ArrayList<>();
  private final EventStreamMetrics events = EventStreamMetrics.serverSent(data -> {
    frames.add(data);
    return Chunk.CONTENT;
  });

  @AfterEach
  void close() {
    recorded.close();
  }

  static Stream<Arguments> filesAndPieces() {
    return PROVIDERS.keySet().stream()
        .sorted()
        .flatMap(file -> Stream.of(1, 2, 3, 7, 4_096).map(piece -> Arguments.of(file, piece)));
  }

  private static String resource(String name) {
    try (InputStream in = EventStreamMetricsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static EventStreamMetrics provider(String file) {
    return Objects.requireNonNull(PROVIDERS.get(file), file);
  }

  private static String expected(String file) {
    return resource(file.replaceFirst("\\..*", ".txt"));
  }

  /** A connection that brings a frame every 100 ms, in pieces of so many bytes. */
  private InputStream connection(String response, int piece, String lineEnd) {
    List<byte[]> pieces = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (String frame : response.split("(?<=\n\n)", -1)) {
      starts.add(pieces.size());
      byte[] bytes = frame.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i += piece) {
        pieces.add(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
      }
    }
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        throw new AssertionError("one byte at a time");
      }

      @Override
      public int read(byte[] buffer, int from, int length) {
        if (next == pieces.size()) {
          return -1;
        }
        if (starts.contains(next)) {
          recorded.clock.advanceMillis(100);
        }
        byte[] bytes = pieces.get(next++);
        System.arraycopy(bytes, 0, buffer, from, bytes.length);
        return bytes.length;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("filesAndPieces")
  void input_ofEachProvider_recordsExactlyThisAndPassesEachByte(String file, int piece)
      throws IOException {
    String response = resource(file);
    InputStream input = provider(file).input(recorded.begin(), connection(response, piece, "\n"));

    assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(response);
    assertThat(recorded.seen()).isEqualTo(expected(file));
  }

  @ParameterizedTest
  @MethodSource("filesAndPieces")
  void input_withOtherLineEnds_recordsTheSame(String file, int piece) throws IOException {
    String lineEnd = piece % 2 == 0 ? "\r" : "\r\n";
    InputStream input =
        provider(file).input(recorded.begin(), connection(resource(file), piece, lineEnd));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    input.transferTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(resource(file).replace("\n", lineEnd));
    assertThat(recorded.seen()).isEqualTo(expected(file));
  }

  @ParameterizedTest
  @MethodSource("filesAndPieces")
  void lines_ofEachProvider_recordTheSame(String file, int piece) {
    List<String> got = provider(file).lines().stream(
            recorded.begin(), resource(file).lines().peek(line -> {
              // A frame's last line: blank, or that of NDJSON.
              if (line.isEmpty() != file.endsWith(".ndjson")) {
                recorded.clock.advanceMillis(100);
              }
            }))
        .toList();

    assertThat(got).isEqualTo(resource(file).lines().toList());
    assertThat(recorded.seen()).isEqualTo(expected(file));
  }

  private String read(String response) throws IOException {
    return new String(
        events
            .input(
                recorded.begin(),
                new ByteArrayInputStream(response.getBytes(StandardCharsets.UTF_8)))
            .readAllBytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  void event_ofSeveralLinesFieldsAndSpaces_isReadAsTheStandardSays() throws IOException {
    read("\uFEFFdata:  two\ndata\ndata:lines\nid: 7\ndatabase: no\nevent: x\n\n"
        + "retry: 5\n\n:\n\ndata:\n\ndata: [DONE]\n\ndata: cut short");

    assertThat(frames).containsExactly(" two\n\nlines");
  }

  @Test
  void event_thatIsTooLong_isPassedOnUnread() throws IOException {
    String line = "data: " + "x".repeat(EventAssembler.MAX_LENGTH + 1) + "\n";
    String lines = ("data: " + "y".repeat(600_000) + "\n").repeat(2);
    String response = line + "\ndata: a\n\n" + lines + "\ndata: b\n\n";

    assertThat(read(response)).isEqualTo(response);
    assertThat(frames).containsExactly("a", "b");
  }

  @Test
  void bytes_thatAreNoUtf8_harmNothing() throws IOException {
    byte[] response = {'d', 'a', 't', 'a', ':', (byte) 0xC3, '(', '\n', '\n'};

    assertThat(
            events.input(recorded.begin(), new ByteArrayInputStream(response)).readAllBytes())
        .isEqualTo(response);
    assertThat(frames).containsExactly("\uFFFD(");
  }

  @Test
  void frame_thatIsBroken_isCountedAndTheNextIsRead() throws IOException {
    String response = "data: {\"choices\"\n\n" + resource("openai-chat.sse");
    provider("openai-chat.sse")
        .input(
            recorded.begin(), new ByteArrayInputStream(response.getBytes(StandardCharsets.UTF_8)))
        .readAllBytes();

    assertThat(recorded.seen())
        .contains("llm_metrics_callback_failures_total{source=\"chunk_reader\"} 1.0")
        .contains("llm_tokens_total{type=\"completion\"} 3.0");
  }

  @Test
  void ndjson_withoutALastLineEnd_isReadToItsEnd() throws IOException {
    EventStreamMetrics.ndjson(line -> Chunk.NONE.withUsage(Usage.of(line.length(), 1)))
        .estimatedBy(carried -> Usage.of(1, 1))
        .input(
            recorded.begin(),
            new ByteArrayInputStream("{}\n\n{  }".getBytes(StandardCharsets.UTF_8)))
        .readAllBytes();

    assertThat(recorded.seen())
        .contains("llm_tokens_total{type=\"prompt\"} 4.0")
        .doesNotContain("estimated");
  }

  @Test
  void input_withASlowReader_keepsItOutOfTheTokensTimes() throws IOException {
    InputStream input =
        events.input(recorded.begin(), connection("data: a\n\ndata: b\n\n", 4_096, "\n"));
    byte[] buffer = new byte[64];
    while (input.read(buffer) >= 0) {
      recorded.consume();
    }

    assertThat(recorded.seen())
        .contains("llm_inter_token_latency_seconds_sum 0.1\n")
        .contains("llm_stream_backpressure_seconds_sum 2.0\n");
  }

  @Test
  void input_closedBeforeItsEnd_isCancelled_andAfterIt_isNot() throws IOException {
    InputStream early = events.input(
        recorded.begin(), new ByteArrayInputStream("data: a\n\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(early.read()).isEqualTo('d');
    assertThat(early.available()).isEqualTo(8);
    early.close();
    try (InputStream late = events.input(recorded.begin(), InputStream.nullInputStream())) {
      assertThat(late.read()).isEqualTo(-1);
      assertThat(late.read()).isEqualTo(-1);
    }

    assertThat(recorded.seen())
        .contains("llm_requests_total{status=\"cancelled\"} 1.0")
        .contains("llm_requests_total{status=\"success\"} 1.0")
        .doesNotContain("dropped");
  }

  @Test
  void input_thatBreaks_failsTheRequest() {
    IOException reset = new IOException("reset");
    InputStream input = events.input(recorded.begin(), new InputStream() {
      @Override
      public int read() throws IOException {
        throw reset;
      }

      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        throw reset;
      }
    });

    assertThatThrownBy(input::read).isSameAs(reset);
    assertThat(recorded.seen()).contains("llm_request_errors_total{error_type=\"connection\"} 1.0");
  }
}
