package io.github.llmmetrics.examples.chat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  private final BpeTokenizer tokenizer = Jargon.TOKENIZER;
  private final ChatTemplate template = new ChatTemplate(tokenizer);

  @Test
  void prompt_wholeConversation_hasTheFormOfTheTraining() {
    List<Integer> prompt = template.prompt(List.of(
        new ChatMessage(ChatMessage.Role.SYSTEM, "Be brief."),
        new ChatMessage(ChatMessage.Role.USER, "What is foo?"),
        new ChatMessage(ChatMessage.Role.ASSISTANT, "bar"),
        new ChatMessage(ChatMessage.Role.USER, "And bar?")));

    List<Integer> expected = new ArrayList<>();
    expected.add(tokenizer.id(SpecialToken.END));
    expected.add(tokenizer.id(SpecialToken.SYSTEM));
    expected.addAll(tokenizer.encode("Be brief."));
    expected.add(tokenizer.id(SpecialToken.USER));
    expected.addAll(tokenizer.encode("What is foo?"));
    expected.add(tokenizer.id(SpecialToken.ASSISTANT));
    expected.addAll(tokenizer.encode("bar"));
    expected.add(tokenizer.id(SpecialToken.END));
    expected.add(tokenizer.id(SpecialToken.USER));
    expected.addAll(tokenizer.encode("And bar?"));
    expected.add(tokenizer.id(SpecialToken.ASSISTANT));
    assertThat(prompt).isEqualTo(expected);
  }

  @Test
  void prompt_noMessages_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.prompt(List.of()))
        .withMessage("messages must not be empty");
  }
}
