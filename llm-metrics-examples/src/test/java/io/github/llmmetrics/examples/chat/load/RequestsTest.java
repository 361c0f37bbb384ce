package io.github.llmmetrics.examples.chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

  private static final List<String> MODELS = List.of("jargon", "babble");

  private final Requests requests = seeded(List.of());

  @Test
  void question_overTime_comesInEveryShape() {
    List<JsonNode> questions = bodies(Act.QUESTION, 200);

    assertThat(values(questions, "model")).containsExactlyInAnyOrder("jargon", "babble");
    assertThat(values(questions, "user"))
        .containsExactlyInAnyOrder("acme", "globex", "initech", "umbrella");
    assertThat(values(questions, "max_completion_tokens")).hasSize(4);
    assertThat(values(questions, "stream")).containsExactlyInAnyOrder("true", "false");
  }

  @Test
  void question_always_beginsWithTheSharedSystemPrompt() {
    assertThat(bodies(Act.QUESTION, 50))
        .extracting(body -> body.at("/messages/0").toString())
        .containsOnly(bodies(Act.QUESTION, 1).get(0).at("/messages/0").toString());
  }

  @Test
  void question_inOnePiece_doesNotAskForStreamOptions() {
    assertThat(bodies(Act.QUESTION, 100))
        .allMatch(body -> body.get("stream").asBoolean() == body.has("stream_options"));
  }

  @Test
  void wholeAnswer_always_isGreedyAndAboutSomethingHarmless() {
    assertThat(bodies(Act.WHOLE_ANSWER, 100)).allSatisfy(body -> {
      assertThat(body.get("temperature").asDouble()).isZero();
      assertThat(body.get("max_completion_tokens").asInt()).isEqualTo(256);
      assertThat(body.at("/messages/1/content").asText()).isNotEqualTo("What is daemon?");
    });
  }

  @Test
  void question_customerWithAKey_givesNoName() {
    Requests withKey = seeded(List.of("sk-1"));
    List<ChatRequest> asked =
        Stream.generate(() -> withKey.of(Act.QUESTION, Aim.ANY)).limit(100).toList();

    assertThat(asked)
        .filteredOn(request -> "sk-1".equals(request.customer().apiKey()))
        .isNotEmpty()
        .noneMatch(request -> request.json().contains("\"user\":"));
  }

  @Test
  void of_sameSeed_makesTheSameRequests() {
    Requests other = seeded(List.of());
    for (Act act : Act.values()) {
      assertThat(other.of(act, Aim.ANY).json())
          .isEqualTo(requests.of(act, Aim.ANY).json());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LONG_ANSWER    | /ignore_eos            | true",
        "TIGHT_DEADLINE | /timeout               | 0.05",
        "EMAIL          | /messages/0/content    | @example.com",
        "CREDIT_CARD    | /messages/0/content    | 4111 1111 1111 1111",
        "INJECTION      | /messages/0/content    | gnore all previous instructions",
        "RUDE_WORD      | /messages/0/content    | shit",
        "GUEST          | /user                  | guest-",
        "ODD_NAME       | /user                  | ini\u0007tech",
        "UNKNOWN_MODEL  | /model                 | no-such-model",
        "NO_MESSAGES    | /messages              | []",
        "LONG_PROMPT    | /messages/0/content    | What is foo? What is foo?"
      })
  void of_act_hasWhatItIsFor(Act act, String path, String content) {
    JsonNode value = bodies(act, 1).get(0).at(path);

    assertThat(value.isTextual() ? value.textValue() : value.toString()).contains(content);
  }

  @Test
  void of_hangUp_leavesAfterAFewPieces() {
    ChatRequest request = requests.of(Act.HANG_UP, Aim.ANY);

    assertThat(request.hangsUpAfter(2)).isFalse();
    assertThat(request.hangsUpAfter(3)).isTrue();
  }

  @Test
  void of_aim_choosesTheModel() {
    assertThat(requests.of(Act.QUESTION, Aim.FASTEST).json()).contains("\"model\":\"jargon\"");
    assertThat(requests.of(Act.QUESTION, Aim.SLOWEST).json()).contains("\"model\":\"babble\"");
  }

  private List<JsonNode> bodies(Act act, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> json(requests.of(act, Aim.ANY).json()))
        .toList();
  }

  private static Set<String> values(List<JsonNode> bodies, String field) {
    Set<String> values = new HashSet<>();
    bodies.forEach(body -> values.add(body.path(field).asText()));
    return values;
  }

  private static Requests seeded(List<String> apiKeys) {
    return new Requests(MODELS, Customer.regulars(apiKeys), new Random(1));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
