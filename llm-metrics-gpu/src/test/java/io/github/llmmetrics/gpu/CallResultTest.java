package io.github.llmmetrics.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallResultTest {

  @ParameterizedTest
  @EnumSource(CallResult.class)
  void of_theCodeOfAResult_isThatResult(CallResult result) {
    boolean isOurs = result.code() < 0;

    assertThat(CallResult.of(result.code())).isEqualTo(isOurs ? CallResult.OTHER : result);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 31, 998, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void of_aCodeThatIsNone_isOther(int code) {
    assertThat(CallResult.of(code)).isEqualTo(CallResult.OTHER);
  }

  @Test
  void of_everyCodeOfTheHeader_isKnown() {
    for (int code = 0; code <= 30; code++) {
      assertThat(CallResult.of(code)).as("code %d", code).isNotEqualTo(CallResult.OTHER);
    }
  }

  @Test
  void reasons_areFitForALabel() {
    assertThat(CallResult.values())
        .extracting(CallResult::reason)
        .doesNotHaveDuplicates()
        .allMatch(reason -> reason.matches("[a-z][a-z_]*"));
    assertThat(CallResult.GPU_IS_LOST.reason()).isEqualTo("gpu_is_lost");
  }

  @Test
  void reasons_thatThePlaybookNames_exist() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "playbooks", "GPUDown.md"));
    String step = page.substring(page.indexOf("### 3. Why do polls fail?"), page.indexOf("### 4."));
    List<String> named = Pattern.compile("(?m)^- ([^:]*):")
        .matcher(step)
        .results()
        .flatMap(line -> Pattern.compile("`(\\w+)`").matcher(line.group(1)).results())
        .map(reason -> reason.group(1))
        .toList();

    assertThat(named)
        .contains("not_loaded", "stuck")
        .isSubsetOf(Arrays.stream(CallResult.values()).map(CallResult::reason).toList());
  }

  @Test
  void unsupported_isNoErrorAndFatalIsNotUnsupported() {
    assertThat(Arrays.stream(CallResult.values()).filter(CallResult::isUnsupported))
        .containsExactly(CallResult.NOT_SUPPORTED, CallResult.FUNCTION_NOT_FOUND);
    assertThat(Arrays.stream(CallResult.values()).filter(CallResult::isFatal))
        .containsExactly(
            CallResult.UNINITIALIZED,
            CallResult.GPU_IS_LOST,
            CallResult.RESET_REQUIRED,
            CallResult.GPU_NOT_FOUND);
  }
}
