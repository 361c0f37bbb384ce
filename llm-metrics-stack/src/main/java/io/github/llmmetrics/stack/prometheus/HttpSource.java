package io.github.llmmetrics.stack.prometheus;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Texts from HTTP servers, with a limit on the time that each may take. Follows no redirect, as headers may be secrets. */
public final class HttpSource {

  private final HttpClient client;
  private final Map<String, String> headers;
  private final Duration timeout;

  /**
   * A source.
   *
   * @param headers sent with each request, by name
   * @param timeout for one whole answer
   */
  public HttpSource(Map<String, String> headers, Duration timeout) {
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    this.headers = Map.copyOf(headers);
    this.timeout = timeout;
  }

  /**
   * An answer that is no error.
   *
   * @param address {@code http} or {@code https}
   * @return its body
   * @throws PrometheusException if there is no such answer in time
   */
  public String get(URI address) {
    HttpResponse<String> response = send(address);
    if (response.statusCode() != 200) {
      throw new PrometheusException(server(address) + " answers " + explained(response));
    }
    return response.body();
  }

  /** An answer, whatever its status. */
  HttpResponse<String> send(URI address) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(address), HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new PrometheusException(
          server(address) + " did not answer in " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new PrometheusException("cannot reach " + server(address) + reason(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrometheusException("interrupted while waiting for " + server(address), e);
    }
  }

  private HttpRequest request(URI address) {
    requireHttp(address);
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
      headers.forEach(request::header);
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new PrometheusException("a header cannot be sent: " + headers.keySet(), e);
    }
  }

  static void requireHttp(URI address) {
    if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
      throw new PrometheusException(address + " must be an http or https URL");
    }
  }

  /** A status in words. */
  static String explained(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return status + ": it wants other credentials (--header-file)";
    }
    if (status >= 300 && status < 400) {
      return status + ": it moved to "
          + response.headers().firstValue("location").orElse("another address") + "; give that one";
    }
    return String.valueOf(status);
  }

  /** The part of an address that a person typed and that holds no password. */
  static String server(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }

  private static String reason(@Nullable Throwable cause) {
    return Optional.ofNullable(cause)
        .map(Throwable::getMessage)
        .map(message -> ": " + message)
        .orElse(": connection refused or no such host");
  }
}
