package io.github.llmmetrics.internal;

/**
 * A thread of the library's own: it does not keep a JVM from ending, and keeps nothing of the thread that happens to make
 * it, neither its inherited variables nor its context class loader. Internal.
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
}
