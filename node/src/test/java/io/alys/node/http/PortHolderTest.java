package io.alys.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who listens, on systems that tell. */
final class PortHolderTest {

  @Test
  void findsThisProcess() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "no /proc/net/tcp here");
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.find(socket.getLocalPort())).contains(ProcessHandle.current().pid());
      assertThat(PortHolder.describe(socket.getLocalPort())).startsWith(" by process ");
    }
  }

  @Test
  void nobodyListensOnPortZero() {
    assertThat(PortHolder.find(0)).isEmpty();
    assertThat(PortHolder.describe(0)).isEmpty();
  }
}
