package io.github.llmmetrics.examples.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The few requests that these tests send. */
public final class Http {

  static final ObjectMapper JSON = new ObjectMapper();
  public static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** The body of an answer. */
  public static String get(URI uri, String accept) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  /** The body of an answer, read as JSON. */
  public static JsonNode getJson(URI uri) throws IOException, InterruptedException {
    return JSON.readTree(get(uri, "application/json"));
  }
}
