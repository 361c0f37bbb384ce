package io.github.llmmetrics.stack.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

  private static final SecretFile FILE = new SecretFile("/run/secrets/key");

  @ParameterizedTest
  @ValueSource(strings = {"/run/secrets/slack", "./secrets/pager-duty.key", "../keys/k", "/k"})
  void path_ofAFile_isTaken(String path) {
    assertThat(new SecretFile(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "key",
        "/",
        "https://hooks.slack.com/services/T0/B0/secret",
        "hooks.slack.com/services/T0/B0/secret",
        "0123456789abcdef0123456789abcdef",
        "c2VjcmV0/c2VjcmV0+c2VjcmV0==",
        "/c2VjcmV0+c2VjcmV0==",
        "/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
        "/run/secrets/a secret",
        "/run/secrets/key\n",
        "/path?token=secret",
        "user:secret@host"
      })
  void secretItself_isRefusedAndNotShown(String pasted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretFile(pasted))
        .withMessage("must be the path of a file that holds the secret, and begin with / or ./"
            + " (what it was is not shown, as it may be the secret)")
        .withNoCause();
  }

  @Test
  void credentials_withAUser_areBasicAuthentication() {
    assertThat(new Credentials(Optional.of("llm"), FILE).tree())
        .hasToString("{basic_auth={username=llm, password_file=/run/secrets/key}}");
    assertThat(Credentials.token(FILE).tree())
        .hasToString("{authorization={credentials_file=/run/secrets/key}}");
  }

  @Test
  void credentials_withAUserThatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials(Optional.of("a:b"), FILE))
        .withMessage("user: a:b must be a name without a colon");
  }
}
