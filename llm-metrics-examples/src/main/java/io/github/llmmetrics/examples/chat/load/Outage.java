package io.github.llmmetrics.examples.chat.load;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Whether an address answers: one line when it stops to, one when it does again. Thread-safe. */
final class Outage {

  private final URI address;
  private final Consumer<String> console;
  private final AtomicBoolean silent = new AtomicBoolean();

  Outage(URI address, Consumer<String> console) {
    this.address = address;
    this.console = console;
  }

  void noAnswer(Exception reason) {
    if (silent.compareAndSet(false, true)) {
      console.accept("load: no answer from " + address + " ("
          + reason.getClass().getSimpleName() + "); trying again until there is one");
    }
  }

  void answered() {
    // Read first: this is called for every answer, and nearly always there is nothing to change.
    if (silent.get() && silent.compareAndSet(true, false)) {
      console.accept("load: " + address + " answers again");
    }
  }

  boolean isOn() {
    return silent.get();
  }
}
