package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DriverTextTest {

  private final DriverText text = new DriverText(8);

  private boolean write(String bytes) {
    byte[] written = bytes.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(written, 0, text.buffer(), 0, written.length);
    return text.take();
  }

  @Test
  void take_ofTheFirstText_isNews() {
    assertThat(text.value()).isEqualTo("unknown");
    assertThat(write("GPU-1\0")).isTrue();
    assertThat(text.value()).isEqualTo("GPU-1");
  }

  @Test
  void take_ofTheSameText_isNoNewsAndTheSameString() {
    write("GPU-1\0");
    String first = text.value();

    assertThat(write("GPU-1\0x")).isFalse();
    assertThat(text.value()).isSameAs(first);
  }

  @Test
  void take_ofAShorterText_forgetsTheLongerOne() {
    write("GPU-123\0");

    assertThat(write("GPU\0")).isTrue();
    assertThat(text.value()).isEqualTo("GPU");
  }

  @Test
  void take_ofATextWithoutEnd_isAsLongAsTheBuffer() {
    assertThat(write("12345678")).isTrue();
    assertThat(text.value()).isEqualTo("12345678");
  }

  @Test
  void take_ofWhatIsNotPrintable_isQuestionMarks() {
    write("a\nb\u007f\u00ffc\0");

    assertThat(text.value()).isEqualTo("a?b??c");
  }

  @Test
  void take_ofNothing_isUnknown() {
    write("GPU\0");

    assertThat(write("\0")).isTrue();
    assertThat(text.value()).isEqualTo("unknown");
  }
}
