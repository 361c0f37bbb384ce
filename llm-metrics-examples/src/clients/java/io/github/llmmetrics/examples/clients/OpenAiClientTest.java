package io.github.llmmetrics.examples.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import io.github.llmmetrics.examples.chat.RunningChat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official client, {@code openai-java}, against the service: what it saw is what was counted. */
class OpenAiClientTest {

  private static final int BURST = 64;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private RunningChat chat;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    chat = RunningChat.start();
    client = OpenAIOkHttpClient.builder()
        .baseUrl(chat.uri() + "/v1")
        .apiKey("none")
        .maxRetries(0)
        .build();
  }

  @AfterEach
  void stop() {
    client.close();
    chat.close();
  }

  @Test
  void completion_thatIsNotStreamed_countsTheTokensThatTheClientWasTold() throws Exception {
    ChatCompletion completion = client
        .chat()
        .completions()
        .create(question("jargon", "What is blue wire?").build());

    assertThat(completion.choices().get(0).message().content().orElseThrow())
        .startsWith("blue wire:");
    hasCounted(completion.usage().orElseThrow());
    assertThat(ended("success")).isEqualTo(1);
  }

  @Test
  void completion_thatIsStreamed_countsTheTokensThatTheClientWasTold() throws Exception {
    StringBuilder text = new StringBuilder();
    Optional<CompletionUsage> usage = Optional.empty();
    try (StreamResponse<ChatCompletionChunk> stream = client
        .chat()
        .completions()
        .createStreaming(streamed("jargon", "What is blue wire?").build())) {
      for (ChatCompletionChunk chunk : (Iterable<ChatCompletionChunk>) stream.stream()::iterator) {
        chunk.choices().forEach(choice -> text.append(choice.delta().content().orElse("")));
        usage = chunk.usage().or(usageSoFar(usage));
      }
    }

    assertThat(text.toString()).startsWith("blue wire:");
    hasCounted(usage.orElseThrow());
    assertThat(ended("success")).isEqualTo(1);
  }

  @Test
  void stream_thatTheClientCloses_isCancelledWithTheTokensSoFar() throws Exception {
    ChatCompletionCreateParams params = streamed("babble", "Tell me a long story.")
        .maxCompletionTokens(400)
        .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true))
        .build();
    int read = 0;
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      for (Iterator<ChatCompletionChunk> each = stream.stream().iterator(); read < 3; read++) {
        each.next();
      }
    }

    eventually("cancelled", 1);
    assertThat(value("llm_tokens_total{model=\"babble\",type=\"completion\"}"))
        .isBetween(1.0, 399.0);
    assertThat(value("llm_active_requests{model=\"babble\"}")).isZero();
  }

  @Test
  void model_thatIsUnknown_isNotFoundAndNoRequest() throws Exception {
    assertThatThrownBy(() -> client
            .chat()
            .completions()
            .create(question("no-such-model", "Hello?").build()))
        .isInstanceOf(NotFoundException.class);

    assertThat(scrape()).doesNotContain("no-such-model");
  }

  @Test
  void burst_thatFillsTheQueue_isRejectedWithARateLimit() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(BURST);
    try {
      List<Callable<Boolean>> calls = IntStream.range(0, BURST)
          .<Callable<Boolean>>mapToObj(seed -> () -> isRateLimited(longAnswer(seed)))
          .toList();
      long limited = 0;
      for (Future<Boolean> call : clients.invokeAll(calls)) {
        limited += call.get() ? 1 : 0;
      }

      assertThat(limited).isBetween(1L, BURST - 1L);
      assertThat(ended("rejected")).isEqualTo((double) limited);
    } finally {
      clients.shutdown();
    }
  }

  /** Hangs up at the first token, if there is one. */
  private boolean isRateLimited(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().iterator().next();
      return false;
    } catch (RateLimitException e) {
      return true;
    }
  }

  private static ChatCompletionCreateParams longAnswer(int seed) {
    return streamed("babble", "Tell me story number " + seed + ".")
        .maxCompletionTokens(400)
        .putAdditionalBodyProperty("ignore_eos", JsonValue.from(true))
        .build();
  }

  private static Supplier<Optional<CompletionUsage>> usageSoFar(Optional<CompletionUsage> usage) {
    return () -> usage;
  }

  private static ChatCompletionCreateParams.Builder question(String model, String question) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .temperature(0)
        .putAdditionalBodyProperty("user", JsonValue.from("acme"))
        .addUserMessage(question);
  }

  private static ChatCompletionCreateParams.Builder streamed(String model, String question) {
    return question(model, question)
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
  }

  /** The service tells the end after its last byte has left. */
  private void hasCounted(CompletionUsage usage) throws Exception {
    eventually("success", 1);
    assertThat(value("llm_tokens_total{model=\"jargon\",type=\"prompt\"}"))
        .isEqualTo((double) usage.promptTokens());
    assertThat(value("llm_tokens_total{model=\"jargon\",type=\"completion\"}"))
        .isEqualTo((double) usage.completionTokens());
    assertThat(value(
            "llm_customer_tokens_total{customer_id=\"acme\",model=\"jargon\",type=\"completion\"}"))
        .isEqualTo((double) usage.completionTokens());
  }

  /** The sum over the models. */
  private double ended(String status) throws Exception {
    return value("llm_requests_total{model=\"jargon\",status=\"" + status + "\"}")
        + value("llm_requests_total{model=\"babble\",status=\"" + status + "\"}");
  }

  private void eventually(String status, double count) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (ended(status) < count && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(ended(status)).isGreaterThanOrEqualTo(count);
  }

  private double value(String series) throws Exception {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private String scrape() throws Exception {
    URI metrics = chat.metricsUri();
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body();
  }
}
