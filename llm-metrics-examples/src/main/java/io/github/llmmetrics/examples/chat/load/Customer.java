package io.github.llmmetrics.examples.chat.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Somebody who asks: known to the service by name, or by an API key and then without a name. */
record Customer(@Nullable String name, @Nullable String apiKey, String segment) {

  private static final int GUESTS = 60;

  /** The regular customers: four by name, and one for each key. */
  static List<Customer> regulars(List<String> apiKeys) {
    List<Customer> customers = new ArrayList<>(List.of(
        named("acme", "pro"),
        named("globex", "pro"),
        named("initech", "free"),
        named("umbrella", "free")));
    apiKeys.forEach(key -> customers.add(new Customer(null, key, "pro")));
    return List.copyOf(customers);
  }

  /** One of a crowd, which is bounded, as nothing here may grow for ever. */
  static Customer guest(Random random) {
    return named("guest-" + random.nextInt(GUESTS), "free");
  }

  static Customer named(String name, String segment) {
    return new Customer(name, null, segment);
  }
}
