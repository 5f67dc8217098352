package io.alys.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Bytes;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordTest {

  @Test
  void thePasswordOfEip2335IsNormalised() {
    var password =
        Password.of(
            "\uD835\uDD31\uD835\uDD22\uD835\uDD30\uD835\uDD31\uD835\uDD2D\uD835\uDD1E\uD835\uDD30"
                + "\uD835\uDD30\uD835\uDD34\uD835\uDD2C\uD835\uDD2F\uD835\uDD21\uD83D\uDD11");

    assertThat(Bytes.of(password.bytes()).hex()).isEqualTo("7465737470617373776f7264f09f9491");
  }

  @Test
  void controlCodesAreLeftOut() {
    var typed = "a\u0000b\nc\u001fd\u007fe\u0080f\u009fg\u00a1";

    assertThat(Bytes.of(Password.of(typed).bytes()).hex()).isEqualTo("61626364656667c2a1");
  }

  @Test
  void accentsAreTakenApart() {
    assertThat(Password.of("\u00e9").bytes()).isEqualTo(Password.of("e\u0301").bytes());
  }

  @Test
  void nothingIsNoPassword() {
    assertThatThrownBy(() -> Password.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Password.of("\n\t")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void generatedOnesDifferAndDoNotShow() {
    var random = new SecureRandom();
    var one = Password.generate(random);

    assertThat(one.bytes()).hasSize(64).isNotEqualTo(Password.generate(random).bytes());
    assertThat(one.toString()).isEqualTo("password");
  }
}
