package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which port is whose, and what happens when one is taken. */
final class DevPortsTest {

  @Test
  void thePortsOfTheFirstNodeFollowTheBase() {
    var ports = new DevPorts(21_200);

    assertThat(ports.bitcoinRpc()).isEqualTo(21_200);
    assertThat(ports.claim()).isEqualTo(21_209);
    assertThat(ports.node(0).rpc()).isEqualTo(21_210);
    assertThat(ports.node(0).admin()).isEqualTo(21_211);
    assertThat(ports.node(0).evm()).isEqualTo(21_212);
    assertThat(ports.node(0).engine()).isEqualTo(21_213);
    assertThat(ports.node(1).rpc()).isEqualTo(21_220);
  }

  @Test
  void noTwoPortsAreTheSame() {
    var seen = new HashSet<Integer>();

    new DevPorts(21_200).taken(8, port -> assertThat(seen.add(port)).as("port " + port) != null);

    assertThat(seen).hasSize(3 + 8 * 6).allMatch(port -> port >= 21_200 && port < 21_300);
  }

  @Test
  void theFirstTakenPortIsNamed() {
    var busy = Set.of(21_212, 21_213);

    assertThat(new DevPorts(21_200).taken(1, port -> !busy.contains(port))).contains(21_212);
  }

  @Test
  void theNextBlockIsTakenWhenAPortIsBusy() {
    var busy = Set.of(21_213, 21_300);

    assertThat(DevPorts.firstFree(21_200, 1, port -> !busy.contains(port)))
        .contains(new DevPorts(21_400));
  }

  @Test
  void thereMayBeNone() {
    assertThat(DevPorts.firstFree(21_200, 1, port -> false)).isEmpty();
  }

  @Test
  void privilegedAndImpossiblePortsAreRefused() {
    assertThat(DevPorts.isPossible(1_023, 1)).isFalse();
    assertThat(DevPorts.isPossible(1_024, 1)).isTrue();
    assertThat(DevPorts.isPossible(65_520, 1)).isFalse();
    assertThatThrownBy(() -> PortClaim.take(80, 1))
        .isInstanceOf(DevFailure.class)
        .hasMessageContaining("choose 1024 to");
  }

  @Test
  void aBlockCanBeClaimedOnce() {
    try (var first = PortClaim.take(null, 1);
        var second = PortClaim.take(null, 1)) {
      assertThat(second.ports()).isNotEqualTo(first.ports());
      int base = first.ports().base();
      assertThatThrownBy(() -> PortClaim.take(base, 1))
          .isInstanceOf(DevFailure.class)
          .hasMessage(
              "port %d is in use: stop what has it, or choose another --port-base"
                  .formatted(first.ports().claim()));
    }
  }

  @Test
  void aPortThatAnotherProgramHasIsNamed() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> PortClaim.take(port, 1)).hasMessageStartingWith("port " + port);
    }
  }
}
