package io.github.llmmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.Hostile;
import io.github.llmmetrics.testing.ManualClock;
import io.github.llmmetrics.testing.Scrapes;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorClassifierTest {

  private static final ErrorClassifier STANDARD = ErrorClassifier.standard();
  private static final String FAILURES =
      "llm_metrics_callback_failures_total{source=\"error_classifier\"}";

  static List<Arguments> exceptions() {
    return List.of(
        Arguments.of(new TimeoutException(), Status.TIMEOUT, ErrorType.TIMEOUT),
        Arguments.of(new SocketTimeoutException(), Status.TIMEOUT, ErrorType.TIMEOUT),
        Arguments.of(new InterruptedIOException(), Status.TIMEOUT, ErrorType.TIMEOUT),
        Arguments.of(new HttpTimeoutException("t"), Status.TIMEOUT, ErrorType.TIMEOUT),
        Arguments.of(new HttpConnectTimeoutException("t"), Status.TIMEOUT, ErrorType.TIMEOUT),
        Arguments.of(new ConnectException(), Status.ERROR, ErrorType.CONNECTION),
        Arguments.of(new SocketException(), Status.ERROR, ErrorType.CONNECTION),
        Arguments.of(new UnknownHostException(), Status.ERROR, ErrorType.CONNECTION),
        Arguments.of(new ClosedChannelException(), Status.ERROR, ErrorType.CONNECTION),
        Arguments.of(new RejectedExecutionException(), Status.REJECTED, ErrorType.OVERLOADED),
        Arguments.of(new OutOfMemoryError(), Status.ERROR, ErrorType.OUT_OF_MEMORY),
        Arguments.of(new IOException("Broken pipe"), Status.ERROR, ErrorType.CONNECTION),
        Arguments.of(new NoSuchFileException("f"), Status.ERROR, ErrorType.INTERNAL),
        Arguments.of(new FileNotFoundException(), Status.ERROR, ErrorType.INTERNAL),
        Arguments.of(new CancellationException(), Status.CANCELLED, ErrorType.UNKNOWN),
        Arguments.of(new StackOverflowError(), Status.ERROR, ErrorType.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void standard_knowsTheJdksExceptions_wrappedOrNot(
      Throwable cause, Status status, ErrorType type) {
    Failure expected = new Failure(status, type);

    assertThat(STANDARD.classify(cause)).isEqualTo(expected);
    assertThat(STANDARD.classify(new ExecutionException(cause))).isEqualTo(expected);
    assertThat(STANDARD.classify(new IllegalStateException(new ExecutionException(cause))))
        .isEqualTo(expected);
  }

  @Test
  void standard_ofNothing_isUnknown() {
    assertThat(STANDARD.classify(Hostile.missing())).isEqualTo(Failure.error(ErrorType.UNKNOWN));
  }

  @Test
  void standard_ofARingOfCauses_ends() {
    Exception first = new IllegalStateException();
    Exception second = new IllegalArgumentException(first);
    first.initCause(second);

    assertThat(STANDARD.classify(first)).isEqualTo(Failure.error(ErrorType.INTERNAL));
  }

  @Test
  void standard_looksNoDeeperThan16Causes() {
    Exception cause = new TimeoutException();
    for (int i = 0; i < 15; i++) {
      cause = new IllegalStateException(cause);
    }

    assertThat(STANDARD.classify(cause).status()).isEqualTo(Status.TIMEOUT);
    assertThat(STANDARD.classify(new IllegalStateException(cause)).status())
        .isEqualTo(Status.ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "400,ERROR,INVALID_REQUEST", "401,ERROR,AUTH", "403,ERROR,AUTH", "404,ERROR,INVALID_REQUEST",
    "407,ERROR,AUTH", "408,TIMEOUT,TIMEOUT", "413,ERROR,CONTEXT_LENGTH",
        "422,ERROR,INVALID_REQUEST",
    "429,REJECTED,RATE_LIMIT", "499,CANCELLED,CONNECTION", "500,ERROR,INTERNAL",
        "502,ERROR,CONNECTION",
    "503,REJECTED,OVERLOADED", "504,TIMEOUT,TIMEOUT", "529,REJECTED,OVERLOADED",
        "599,ERROR,INTERNAL",
    "200,ERROR,UNKNOWN", "0,ERROR,UNKNOWN", "-429,ERROR,UNKNOWN", "600,ERROR,UNKNOWN"
  })
  void http_isReadByThisTable(int httpStatus, Status status, ErrorType type) {
    assertThat(STANDARD.classifyHttp(httpStatus)).isEqualTo(new Failure(status, type));
  }

  @Test
  void failure_isNeverASuccess() {
    assertThatThrownBy(() -> new Failure(Status.SUCCESS, ErrorType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status: a failure cannot be SUCCESS");
    assertThatThrownBy(() -> new Failure(Hostile.missing(), ErrorType.UNKNOWN))
        .hasMessage("status");
    assertThatThrownBy(() -> new Failure(Status.ERROR, Hostile.missing())).hasMessage("type");
  }

  private static PrometheusRegistry failWith(ErrorClassifier classifier) {
    ManualClock clock = new ManualClock();
    PrometheusRegistry registry = new PrometheusRegistry();
    LlmMetrics metrics = LlmMetrics.builder()
        .registry(registry)
        .clock(clock, clock)
        .errorClassifier(classifier)
        .build();
    metrics.middleware().begin("m").fail(new TimeoutException());
    metrics.middleware().begin("m").failHttp(429);
    return registry;
  }

  @Test
  void custom_decides() {
    PrometheusRegistry registry = failWith(cause -> Failure.error(ErrorType.CONTENT_FILTER));

    assertThat(Scrapes.series(registry))
        .containsEntry("llm_request_errors_total{error_type=\"content_filter\",model=\"m\"}", 1.0)
        .containsEntry("llm_request_errors_total{error_type=\"rate_limit\",model=\"m\"}", 1.0)
        .containsEntry(FAILURES, 0.0);
  }

  static List<ErrorClassifier> broken() {
    return List.of(
        new Broken() {
          @Override
          Failure fail() {
            throw new IllegalStateException("of the host");
          }
        },
        new Broken() {
          @Override
          Failure fail() {
            throw new StackOverflowError("of the host");
          }
        },
        new Broken() {
          @Override
          Failure fail() {
            return Hostile.missing();
          }
        });
  }

  private abstract static class Broken implements ErrorClassifier {

    abstract Failure fail();

    @Override
    public Failure classify(Throwable cause) {
      return fail();
    }

    @Override
    public Failure classifyHttp(int httpStatus) {
      return fail();
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void custom_thatFails_isCountedAndTheStandardOneDecides(ErrorClassifier classifier) {
    PrometheusRegistry registry = failWith(classifier);

    assertThat(Scrapes.series(registry))
        .containsEntry("llm_requests_total{model=\"m\",status=\"timeout\"}", 1.0)
        .containsEntry("llm_requests_total{model=\"m\",status=\"rejected\"}", 1.0)
        .containsEntry("llm_active_requests{model=\"m\"}", 0.0)
        .containsEntry(FAILURES, 2.0);
  }
}
