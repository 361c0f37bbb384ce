package io.github.llmmetrics;

import io.github.llmmetrics.internal.FieldAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long the consumer of a stream has held it, and when it saw something first. The stream's time stands still while it is
 * held, so that no gap between tokens has a part of that. All times are nanoseconds after the start of the request.
 */
@SuppressWarnings("UnusedVariable") // Error Prone sees no writing by a VarHandle.
final class StreamTimes {

  private static final VarHandle CLOCK = to("clock", long.class);
  private static final VarHandle VISIBLE = to("visible", boolean.class);

  // One number, so that it changes as a whole. 0 and more: it flows, and was held for so long.
  // Less: it is held, and this is the complement of the time at which it stands still.
  private volatile long clock;
  private volatile boolean visible;
  private volatile boolean wasHeld;
  private volatile long heldBeforeFirstToken;
  private volatile long heldInAll;

  private static VarHandle to(String field, Class<?> type) {
    return FieldAccess.to(MethodHandles.lookup(), field, type);
  }

  /** The consumer has it from now on; nothing if it had. */
  void pause(long at) {
    wasHeld = true;
    long before = clock;
    // A clock that went back behind what was held already is not believed.
    while (before >= 0 && at >= before && !CLOCK.compareAndSet(this, before, ~(at - before))) {
      before = clock;
    }
  }

  /** The producer has it from now on; nothing if it had. */
  void resume(long at) {
    long before = clock;
    while (before < 0 && !CLOCK.compareAndSet(this, before, Math.max(0, at - ~before))) {
      before = clock;
    }
  }

  /** The stream's time. */
  long at(long elapsed) {
    long now = clock;
    return now >= 0 ? elapsed - now : ~now;
  }

  void firstToken(long at) {
    heldBeforeFirstToken = at - at(at);
  }

  /** To be called once, by who ended the request: what comes later changes nothing. */
  void end(long at) {
    heldInAll = Math.max(0, at - at(at));
  }

  boolean wasHeld() {
    return wasHeld;
  }

  long heldBeforeFirstToken() {
    return heldBeforeFirstToken;
  }

  long heldInAll() {
    return heldInAll;
  }

  long heldSinceFirstToken() {
    return Math.max(0, heldInAll - heldBeforeFirstToken);
  }

  boolean sawVisible() {
    return visible;
  }

  /** False if there was one before. */
  boolean firstVisible() {
    return VISIBLE.compareAndSet(this, false, true);
  }
}
