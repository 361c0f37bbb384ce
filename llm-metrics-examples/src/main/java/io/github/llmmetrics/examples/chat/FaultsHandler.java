package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.llmmetrics.examples.chat.fault.Fault;
import io.github.llmmetrics.examples.chat.fault.Faults;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /faults}, and {@code PUT} and {@code DELETE /faults/{name}}: the switches of a fire drill.
 *
 * <pre>{@code
 * PUT /faults/slow-prefill?model=jargon&strength=3000
 * }</pre>
 *
 * @param faults what is switched
 */
record FaultsHandler(Faults faults) implements HttpApi.Handler {

  static final String PATH = "/faults";

  private static final String MODEL = "model";
  private static final String STRENGTH = "strength";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(PATH)) {
      list(exchange);
    } else if (path.startsWith(PATH + '/')) {
      change(exchange, path.substring(PATH.length() + 1));
    } else {
      throw ApiException.notFound();
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      throw HttpApi.wrongMethod(exchange, "GET");
    }
    ObjectNode body = Json.object();
    ArrayNode all = body.putArray("faults");
    for (Fault fault : Fault.values()) {
      all.add(json(fault));
    }
    Http.send(exchange, 200, body);
  }

  private void change(HttpExchange exchange, String name) throws IOException {
    try {
      Fault fault = Fault.of(name);
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          Map<String, String> query = query(exchange.getRequestURI().getQuery());
          faults.switchOn(fault, query.get(MODEL), query.get(STRENGTH));
        }
        case "DELETE" -> faults.switchOff(fault);
        default -> throw HttpApi.wrongMethod(exchange, "PUT, DELETE");
      }
      Http.send(exchange, 200, json(fault));
    } catch (IllegalArgumentException e) {
      throw ApiException.badValue(e.getMessage());
    }
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> values = new HashMap<>();
    for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length < 2 || !Set.of(MODEL, STRENGTH).contains(parts[0])) {
        throw new IllegalArgumentException(
            "parameter is '" + parameter + "', but must be " + MODEL + "=… or " + STRENGTH + "=…");
      }
      values.put(parts[0], parts[1]);
    }
    return values;
  }

  private ObjectNode json(Fault fault) {
    ObjectNode json = Json.object()
        .put("name", fault.label())
        .put("effect", fault.effect())
        .put("strength", fault.strength().range())
        .put("default", fault.defaultStrength());
    ObjectNode on = json.putObject("on");
    faults.strengths(fault).forEach(on::put);
    return json;
  }
}
