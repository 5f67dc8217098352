package io.alys.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The header of RFC 7617, and that the password stays in it. */
final class BasicCredentialsTest {
  private final BasicCredentials credentials = new BasicCredentials("Aladdin", "open sesame");

  @Test
  void theHeaderIsThatOfTheRfc() {
    assertThat(credentials.header()).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(credentials.match("basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")).isTrue();
    assertThat(credentials.match("Basic QWxhZGRpbjpvcGVuIHNlc2FtZA==")).isFalse();
    assertThat(credentials.match("QWxhZGRpbjpvcGVuIHNlc2FtZQ==")).isFalse();
    assertThat(credentials.match(null)).isFalse();
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(credentials.toString()).contains("Aladdin").doesNotContain("sesame");
  }

  @Test
  void whatTheHeaderCanNotCarryIsRefused() {
    assertThatThrownBy(() -> new BasicCredentials("a:b", "c")).hasMessageContaining("colon");
    assertThatThrownBy(() -> new BasicCredentials("a", "")).hasMessageContaining("password");
  }
}
