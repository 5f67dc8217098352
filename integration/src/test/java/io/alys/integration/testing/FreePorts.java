package io.alys.integration.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * TCP ports for servers that tests start, some of them more than once. They lie below the range
 * from which the system takes the ports of outgoing connections, so that none of those gets in
 * between; each is given out once by a process, and processes begin at different places.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;
  private static final int COUNT = 20_000;
  private static final int STRIDE = 211;

  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

  private FreePorts() {}

  /** A port that was free on loopback just now. */
  public static int next() {
    return IntStream.range(0, COUNT)
        .map(_ -> FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port"));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
