package io.github.llmmetrics.stream;

import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.ChunkReader;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.UsageEstimator;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the responses of a provider as they come over the wire: server-sent events or NDJSON, as bytes or as lines. Bytes and
 * lines go on unchanged; what a frame carries is read by a function of the host, which has a JSON parser already.
 *
 * <pre>{@code
 * EventStreamMetrics events = EventStreamMetrics.serverSent(data -> read(json.readTree(data)));
 *
 * InputStream body = events.input(request, response.body());
 * }</pre>
 *
 * <p>Frames may be cut anywhere, in a character of UTF-8 too. A frame that the stream's end cuts short is no frame, and one
 * longer than 1 MiB is passed on unread. Immutable and thread-safe.
 */
public final class EventStreamMetrics {

  private final Supplier<FrameAssembler> assemblers;
  private final ChunkReader<? super String> reader;
  private final @Nullable UsageEstimator estimator;

  private EventStreamMetrics(
      Supplier<FrameAssembler> assemblers,
      ChunkReader<? super String> reader,
      @Nullable UsageEstimator estimator) {
    this.assemblers = assemblers;
    this.reader = Objects.requireNonNull(reader, "reader");
    this.estimator = estimator;
  }

  /**
   * For server-sent events.
   *
   * @param reader says what the data of an event carries; never gets comments, empty data or {@code [DONE]}
   * @return one for all requests
   */
  public static EventStreamMetrics serverSent(ChunkReader<? super String> reader) {
    return new EventStreamMetrics(EventAssembler::new, reader, null);
  }

  /**
   * For a JSON document on each line.
   *
   * @param reader says what a document carries; never gets blank lines
   * @return one for all requests
   */
  public static EventStreamMetrics ndjson(ChunkReader<? super String> reader) {
    return new EventStreamMetrics(FrameAssembler::ofJsonLines, reader, null);
  }

  /**
   * The same for providers that may not tell the token counts.
   *
   * @param usage says what is not told
   * @return a new one
   */
  public EventStreamMetrics estimatedBy(UsageEstimator usage) {
    return new EventStreamMetrics(assemblers, reader, Objects.requireNonNull(usage, "usage"));
  }

  /**
   * Wraps the bytes of a response. Its end ends the request, and closing it before cancels.
   *
   * @param request that has begun
   * @param source the bytes
   * @return the same bytes; for one reader at a time, as the source is
   */
  public InputStream input(RequestMetrics request, InputStream source) {
    return new RecordedInputStream(
        lines().recording(request), Objects.requireNonNull(source, "source"));
  }

  /**
   * For responses that come as lines without their ends, as {@code BodyHandlers.ofLines()} makes them.
   *
   * @return wrappers for streams, publishers and the rest of lines
   */
  public StreamMetrics<String> lines() {
    return new StreamMetrics<>(() -> reader(assemblers.get()), estimator);
  }

  private ChunkReader<String> reader(FrameAssembler assembler) {
    return line -> {
      @Nullable String frame = assembler.line(line);
      return frame == null ? Chunk.NONE : reader.read(frame);
    };
  }
}
