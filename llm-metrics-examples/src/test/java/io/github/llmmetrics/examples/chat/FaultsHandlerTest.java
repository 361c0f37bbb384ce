package io.github.llmmetrics.examples.chat;

import static io.github.llmmetrics.examples.chat.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import io.github.llmmetrics.examples.chat.fault.Fault;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsHandlerTest {

  private static final TestService SERVICE = TestService.startForFireDrill();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @AfterEach
  void switchOff() {
    SERVICE.send("DELETE", "/faults/kv-cache-full");
  }

  @Test
  void get_faults_listsAllAndTheyAreOff() {
    JsonNode list = json(SERVICE.get("/faults")).path("faults");

    assertThat(list).hasSize(Fault.values().length).allSatisfy(fault -> {
      assertThat(fault.path("effect").asText()).isNotEmpty();
      assertThat(fault.path("on")).isEmpty();
    });
    assertThat(list.get(0))
        .isEqualTo(Json.object()
            .put("name", "slow-prefill")
            .put("effect", Fault.SLOW_PREFILL.effect())
            .put("strength", "milliseconds from 1 to 60000")
            .put("default", 3000.0)
            .set("on", Json.object()));
  }

  @Test
  void put_modelAndStrength_isOnForThatModelUntilDeleted() {
    HttpResponse<String> on =
        SERVICE.send("PUT", "/faults/kv-cache-full?model=lexicon&strength=0.5");

    assertThat(on.statusCode()).isEqualTo(200);
    assertThat(json(on).path("on").toString()).isEqualTo("{\"lexicon\":0.5}");
    assertThat(json(SERVICE.send("DELETE", "/faults/kv-cache-full")).path("on")).isEmpty();
  }

  @Test
  void put_nothingElse_isOnForAllModelsByDefault() {
    assertThat(json(SERVICE.send("PUT", "/faults/kv-cache-full")).path("on").toString())
        .isEqualTo("{\"jargon\":0.95,\"lexicon\":0.95}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PUT;/faults/slow;400;fault is 'slow', but must be one of [slow-prefill, slow-decode,",
        "DELETE;/faults/;400;fault is '', but must be one of [slow-prefill,",
        "PUT;/faults/abandoned?model=x;400;model is 'x', but must be one of [jargon, lexicon]",
        "PUT;/faults/abandoned?strength=2;400;strength is '2', but must be share from 0.01 to 1",
        "PUT;/faults/abandoned?share=1;400;parameter is 'share=1', but must be model=… or",
        "PUT;/faults/abandoned?model;400;parameter is 'model', but must be",
        "POST;/faults/abandoned;405;use PUT, DELETE",
        "PUT;/faults;405;use GET",
        "GET;/faultsabc;404;there is nothing here"
      })
  void request_wrong_saysWhatIsLegal(String method, String path, int status, String message) {
    HttpResponse<String> response = SERVICE.send(method, path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/error/message").asText()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"GET, /faults", "PUT, /faults/abandoned"})
  void request_serviceWithoutFaults_findsNothing(String method, String path) {
    try (TestService usual = TestService.start(TestService.jargon(EngineConfig.defaults()))) {
      assertThat(usual.send(method, path).statusCode()).isEqualTo(404);
    }
  }
}
