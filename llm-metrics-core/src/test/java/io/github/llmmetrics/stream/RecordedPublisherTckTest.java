package io.github.llmmetrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Runs {@link RecordedPublisherTck}, which is of another framework. */
class RecordedPublisherTckTest {

  @Test
  void publisher_thatIsWrapped_passesTheCompatibilityKit() {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG kit = new TestNG(false);
    kit.setVerbose(0);
    kit.setTestClasses(new Class<?>[] {RecordedPublisherTck.class});
    kit.addListener(results);
    kit.run();

    assertThat(results.getFailedTests()).isEmpty();
    assertThat(names(results.getPassedTests()))
        .filteredOn(name -> name.startsWith("required_"))
        .hasSizeGreaterThan(20);
    // What the kit does not test for anybody, and what this publisher does not promise.
    assertThat(names(results.getSkippedTests()))
        .allMatch(name -> name.startsWith("untested_") || name.startsWith("optional_"));
  }

  private static List<String> names(List<ITestResult> results) {
    return results.stream()
        .map(ITestResult::getMethod)
        .map(ITestNGMethod::getMethodName)
        .toList();
  }
}
