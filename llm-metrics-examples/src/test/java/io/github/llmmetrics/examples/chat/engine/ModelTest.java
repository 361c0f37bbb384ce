package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ModelTest {

  @Test
  void jargon_hasTheKnownShape() {
    assertThat(Jargon.MODEL.name()).isNotBlank();
    assertThat(Jargon.MODEL.contextLength()).isEqualTo(512);
    assertThat(Jargon.MODEL.parameters()).isEqualTo(1_795_776);
    assertThat(Jargon.TOKENIZER.vocabularySize()).isEqualTo(1536);
  }

  @Test
  void load_notAModelFile_isRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            Model.load(new ByteArrayInputStream("some text".getBytes(StandardCharsets.UTF_8))))
        .withMessage("not a GGUF file");
  }

  @Test
  void load_fileCutOff_isRefused() throws IOException {
    byte[] file;
    try (InputStream in = Model.class.getResourceAsStream("jargon.gguf")) {
      file = Objects.requireNonNull(in).readAllBytes();
    }
    for (int length : new int[] {0, 3, 20, 1_000, 50_000, file.length - 1}) {
      InputStream cut = new ByteArrayInputStream(Arrays.copyOf(file, length));
      assertThatExceptionOfType(IOException.class)
          .as("cut off after %d bytes", length)
          .isThrownBy(() -> Model.load(cut))
          .withMessageContaining("cut off");
    }
  }

  @Test
  void random_equalSeeds_writeEqualGibberish() throws InterruptedException {
    assertThat(gibberish(1)).isEqualTo(gibberish(1)).isNotEqualTo(gibberish(2));
  }

  @Test
  void random_hasTheShapeAskedFor() {
    Model model = Model.random(Jargon.TOKENIZER, "slow", 96, 2, 64, 1);

    assertThat(model.name()).isEqualTo("slow");
    assertThat(model.contextLength()).isEqualTo(64);
    assertThat(model.parameters())
        .isEqualTo(1536 * 96 + 96 + 2 * (2 * 96 + 2 * 96 * 96 + 2 * 96 * 32 + 3 * 96 * 256));
  }

  @Test
  void random_oddDim_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.random(Jargon.TOKENIZER, "odd", 50, 2, 64, 1))
        .withMessage("dim is 50, but must be a positive multiple of 32");
  }

  private static String gibberish(long seed) throws InterruptedException {
    Model model = Model.random(Jargon.TOKENIZER, "random", 64, 2, 64, seed);
    try (Engine engine = Engine.start(model, EngineConfig.defaults())) {
      return Answer.of(engine.submit(Jargon.greedy("What is foo?", 20))).text();
    }
  }
}
