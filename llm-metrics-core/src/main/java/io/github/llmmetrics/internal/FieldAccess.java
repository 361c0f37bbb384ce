package io.github.llmmetrics.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Atomic access to a field, without an atomic object of its own for each of a hundred thousand. Internal. */
public final class FieldAccess {

  private FieldAccess() {}

  /**
   * The way to a field of the calling class.
   *
   * @param caller {@code MethodHandles.lookup()} of the class that has the field
   * @param name the field's
   * @param type the field's, without its parameters
   * @return to be kept in a constant
   */
  public static VarHandle to(MethodHandles.Lookup caller, String name, Class<?> type) {
    try {
      return caller.findVarHandle(caller.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
