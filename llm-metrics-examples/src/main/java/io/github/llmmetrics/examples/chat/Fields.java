package io.github.llmmetrics.examples.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, checked: what has the wrong type is answered with 400 and the field's name. */
final class Fields {

  private final JsonNode object;

  Fields(JsonNode object) {
    this.object = object;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  Fields object(String name) {
    JsonNode value = object.path(name);
    require(value.isObject() || !has(name), name, "an object");
    return new Fields(value);
  }

  List<Fields> objects(String name) {
    JsonNode array = object.path(name);
    require(array.isArray(), name, "an array of objects");
    List<Fields> elements = new ArrayList<>();
    for (JsonNode element : array) {
      require(element.isObject(), name, "an array of objects");
      elements.add(new Fields(element));
    }
    return elements;
  }

  String string(String name) {
    String value = optionalString(name);
    if (value == null) {
      throw ApiException.badValue(name + " is missing");
    }
    return value;
  }

  @Nullable
  String optionalString(String name) {
    if (!has(name)) {
      return null;
    }
    require(object.path(name).isTextual(), name, "a string");
    return object.path(name).textValue();
  }

  /** A string, or an array of parts that have a text each: the two forms of a message's content. */
  String text(String name) {
    if (!object.path(name).isArray()) {
      return string(name);
    }
    return objects(name).stream().map(part -> part.string("text")).collect(Collectors.joining());
  }

  /** A string or an array of strings; empty where there is none. */
  List<String> strings(String name) {
    JsonNode value = object.path(name);
    if (!has(name) || value.isTextual()) {
      return has(name) ? List.of(value.textValue()) : List.of();
    }
    require(value.isArray(), name, "a string or an array of strings");
    List<String> strings = new ArrayList<>();
    for (JsonNode element : value) {
      require(element.isTextual(), name, "a string or an array of strings");
      strings.add(element.textValue());
    }
    return strings;
  }

  double number(String name, double absent) {
    require(object.path(name).isNumber() || !has(name), name, "a number");
    return has(name) ? object.path(name).doubleValue() : absent;
  }

  int integer(String name, int absent) {
    require(object.path(name).canConvertToInt() || !has(name), name, "an integer");
    require(object.path(name).isIntegralNumber() || !has(name), name, "an integer");
    return has(name) ? object.path(name).intValue() : absent;
  }

  long longInteger(String name, long absent) {
    require(object.path(name).isIntegralNumber() || !has(name), name, "an integer");
    return has(name) ? object.path(name).longValue() : absent;
  }

  boolean flag(String name) {
    require(object.path(name).isBoolean() || !has(name), name, "true or false");
    return object.path(name).booleanValue();
  }

  private static void require(boolean condition, String name, String type) {
    if (!condition) {
      throw ApiException.badValue(name + " must be " + type);
    }
  }
}
