package io.github.llmmetrics.examples.chat.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one answer, a stream of events or one JSON object. Made when the question is asked. Not thread-safe. */
final class AnswerReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data:";
  private static final String LAST = "[DONE]";

  private final ChatRequest request;
  private final long askedAt = System.nanoTime();
  private @Nullable String id;
  private @Nullable String finishReason;
  private double secondsToText;
  private int pieces;

  AnswerReader(ChatRequest request) {
    this.request = request;
  }

  /** Reads to the end, so that the connection can be used again; or until the client has had enough. */
  Answer events(InputStream body) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    while (!request.hangsUpAfter(pieces)) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      if (line.startsWith(DATA) && !line.endsWith(LAST)) {
        add(JSON.readTree(line.substring(DATA.length())), "delta");
      }
    }
    return answer();
  }

  Answer object(InputStream body) throws IOException {
    add(JSON.readTree(body), "message");
    return answer();
  }

  private void add(JsonNode json, String textOf) {
    JsonNode choice = json.path("choices").path(0);
    id = either(json.path("id").textValue(), id);
    finishReason = either(choice.path("finish_reason").textValue(), finishReason);
    if (!choice.path(textOf).path("content").asText("").isEmpty()) {
      secondsToText = pieces == 0 ? (System.nanoTime() - askedAt) / 1e9 : secondsToText;
      pieces++;
    }
  }

  private static @Nullable String either(@Nullable String newer, @Nullable String older) {
    return newer == null ? older : newer;
  }

  private Answer answer() {
    return new Answer(200, id, pieces, finishReason, secondsToText);
  }
}
