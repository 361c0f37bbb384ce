package io.github.llmmetrics.stream;

import io.github.llmmetrics.RequestStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a response, unchanged, whose reader has the stream between one read and the next. */
final class RecordedInputStream extends InputStream {

  private final RequestStream<String> recording;
  private final InputStream source;
  private final LineSplitter splitter;

  /**
   * Wraps them.
   *
   * @param recording gets each line
   */
  RecordedInputStream(RequestStream<String> recording, InputStream source) {
    this.recording = recording;
    this.source = source;
    this.splitter = new LineSplitter(recording::next);
    recording.pause();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    recording.resume();
    int got;
    try {
      got = source.read(buffer, from, length);
    } catch (Throwable t) {
      recording.fail(t);
      throw t;
    }
    if (got < 0) {
      splitter.end();
      recording.complete();
    } else {
      splitter.bytes(buffer, from, got);
      recording.pause();
    }
    return got;
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }

  @Override
  public void close() throws IOException {
    recording.cancel();
    source.close();
  }
}
