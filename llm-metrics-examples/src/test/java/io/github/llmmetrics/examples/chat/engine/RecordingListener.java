package io.github.llmmetrics.examples.chat.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers its calls by name. */
final class RecordingListener implements GenerationListener {
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public void scheduled() {
    calls.add("scheduled");
  }

  @Override
  public void token() {
    calls.add("token");
  }

  @Override
  public void finished(FinishReason reason) {
    calls.add("finished " + reason);
  }

  List<String> calls() {
    return calls;
  }
}
