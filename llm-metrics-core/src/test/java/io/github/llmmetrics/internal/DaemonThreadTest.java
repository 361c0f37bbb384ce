package io.github.llmmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaemonThreadTest {

  @Test
  void thread_isADaemonThatKeepsNothingOfItsMaker() throws Exception {
    InheritableThreadLocal<String> ofTheMaker = new InheritableThreadLocal<>();
    ofTheMaker.set("a request");
    AtomicReference<String> inherited = new AtomicReference<>("not run");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0])) {
      Thread.currentThread().setContextClassLoader(application);
      Thread thread = DaemonThread.of("name", () -> inherited.set(ofTheMaker.get()));
      thread.start();
      thread.join();

      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getName()).isEqualTo("name");
      assertThat(thread.getContextClassLoader()).isNotSameAs(application);
      assertThat(inherited.get()).isNull();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      ofTheMaker.remove();
    }
  }
}
