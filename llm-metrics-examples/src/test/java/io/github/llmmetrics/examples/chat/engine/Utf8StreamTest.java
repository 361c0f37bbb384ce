package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8StreamTest {
  private final Utf8Stream stream = new Utf8Stream();

  @Test
  void append_characterInPieces_isHeldBackUntilComplete() {
    byte[] wave = "👋".getBytes(StandardCharsets.UTF_8);

    assertThat(stream.append(new byte[] {'a', wave[0]})).isEqualTo("a");
    assertThat(stream.append(new byte[] {wave[1], wave[2]})).isEmpty();
    assertThat(stream.append(new byte[] {wave[3], 'b'})).isEqualTo("👋b");
  }

  @Test
  void append_malformedBytes_areReplaced() {
    assertThat(stream.append(new byte[] {(byte) 0xff, 'a'})).isEqualTo("\ufffda");
    assertThat(stream.append(new byte[] {(byte) 0xe2, 'b'})).isEqualTo("\ufffdb");
  }

  @Test
  void append_nothing_isEmpty() {
    assertThat(stream.append(new byte[0])).isEmpty();
  }
}
