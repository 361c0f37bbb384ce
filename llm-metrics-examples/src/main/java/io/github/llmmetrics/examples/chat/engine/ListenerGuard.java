package io.github.llmmetrics.examples.chat.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Calls listeners in such a way that their failures do not reach the engine. The first failure of a
 * listener is logged as a warning, the others for debugging only. Engine thread only.
 */
final class ListenerGuard {
  private static final Logger LOGGER = System.getLogger(ListenerGuard.class.getName());

  private boolean hasFailed;

  private ListenerGuard() {}

  static EngineListener guard(EngineListener listener) {
    ListenerGuard guard = new ListenerGuard();
    return new EngineListener() {
      @Override
      public void step(int batchSize) {
        guard.call(() -> listener.step(batchSize));
      }

      @Override
      public void preempted() {
        guard.call(listener::preempted);
      }
    };
  }

  static GenerationListener guard(GenerationListener listener) {
    ListenerGuard guard = new ListenerGuard();
    return new GenerationListener() {
      @Override
      public void scheduled() {
        guard.call(listener::scheduled);
      }

      @Override
      public void token() {
        guard.call(listener::token);
      }

      @Override
      public void finished(FinishReason reason) {
        guard.call(() -> listener.finished(reason));
      }
    };
  }

  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable failure) {
      // Even an Error: other requests share this thread.
      LOGGER.log(hasFailed ? Level.DEBUG : Level.WARNING, "a listener failed", failure);
      hasFailed = true;
    }
  }
}
