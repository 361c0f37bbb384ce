package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/**
 * The models that can be asked for, and {@code GET /v1/models}.
 *
 * @param all in the order in which they are listed
 */
record ServedModels(List<ServedModel> all) implements HttpApi.Handler {

  ServedModels {
    all = List.copyOf(all);
  }

  List<String> names() {
    return all.stream().map(ServedModel::name).toList();
  }

  /** The model of a name; an unknown one is answered with 404. */
  ServedModel require(String name) {
    return all.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.invalid(
            404, "model_not_found", "there is no such model; there are " + names()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (ServedModel model : all) {
      data.addObject()
          .put("id", model.name())
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "llm-metrics-examples")
          .put("max_model_len", model.engine().contextLength());
    }
    Http.send(exchange, 200, list);
  }
}
