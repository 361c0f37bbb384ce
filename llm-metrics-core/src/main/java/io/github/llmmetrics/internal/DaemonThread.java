package io.github.llmmetrics.internal;

import java.util.concurrent.ThreadFactory;

/**
 * A thread of the library's own: it does not keep a JVM from ending, and takes from the thread that happens to make it
 * neither its inherited variables nor its context class loader. What the JVM itself notes of every thread's maker stays:
 * its thread group and, where there is a security manager's API as in JDK 17, its access control context. Internal.
 */
public final class DaemonThread {

  private DaemonThread() {}

  /**
   * Makes one, which is not started yet.
   *
   * @param name as a thread dump shows it
   * @param task what it runs
   * @return the thread
   */
  public static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(task.getClass().getClassLoader());
    return thread;
  }

  /**
   * What makes such threads, all of one name.
   *
   * @param name as a thread dump shows it
   * @return the factory
   */
  public static ThreadFactory factory(String name) {
    return task -> of(name, task);
  }
}
