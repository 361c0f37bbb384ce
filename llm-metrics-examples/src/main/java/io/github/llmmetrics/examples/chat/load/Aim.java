package io.github.llmmetrics.examples.chat.load;

import java.util.List;
import java.util.Random;

/** Which of the service's models a request is for; they are listed from the fastest to the slowest. */
enum Aim {
  ANY,
  FASTEST,
  SLOWEST;

  String of(List<String> models, Random random) {
    return switch (this) {
      case ANY -> models.get(random.nextInt(models.size()));
      case FASTEST -> models.get(0);
      case SLOWEST -> models.get(models.size() - 1);
    };
  }
}
