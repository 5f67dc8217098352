package io.alys.node.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** A block of ports that this process holds: its claim port stays bound until it is closed. */
final class PortClaim implements AutoCloseable {

  private final DevPorts ports;
  private final ServerSocket socket;

  private PortClaim(DevPorts ports, ServerSocket socket) {
    this.ports = ports;
    this.socket = socket;
  }

  /**
   * Claims a block.
   *
   * @param wanted the base that was asked for, which is taken or refused; null for the first free
   *     one from the default on
   */
  static PortClaim take(@Nullable Integer wanted, int nodes) {
    int base = wanted == null ? DevPorts.DEFAULT_BASE : wanted;
    if (!DevPorts.isPossible(base, nodes)) {
      throw DevFailure.willNotHeal(
          "--port-base "
              + base
              + " is out of range: choose 1024 to "
              + (65_535 - 10 * (nodes + 1)));
    }
    if (wanted != null) {
      var ports = new DevPorts(base);
      ports
          .taken(nodes, PortClaim::isFree)
          .ifPresent(
              port -> {
                throw DevFailure.mayHeal(
                    "port " + port + " is in use: stop what has it, or choose another --port-base");
              });
      return bind(ports);
    }
    return DevPorts.firstFree(base, nodes, PortClaim::isFree)
        .map(PortClaim::bind)
        .orElseThrow(
            () -> DevFailure.mayHeal("no free ports from " + base + " on: give a --port-base"));
  }

  DevPorts ports() {
    return ports;
  }

  private static PortClaim bind(DevPorts ports) {
    try {
      return new PortClaim(ports, listen(ports.claim()));
    } catch (IOException e) {
      throw DevFailure.mayHeal("port " + ports.claim() + " was taken just now: start again");
    }
  }

  private static boolean isFree(int port) {
    try (var socket = listen(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The port is given back when the process ends, at the latest.
    }
  }
}
