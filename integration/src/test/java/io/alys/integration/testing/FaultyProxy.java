package io.alys.integration.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on loopback that spoils what the server answers. */
public final class FaultyProxy implements AutoCloseable {

  /** What happens to bytes from the server. */
  public enum Fault {
    /** They pass. */
    NONE,
    /** They never arrive. */
    SILENCE,
    /** Every byte's lowest bits are turned. */
    GARBLE,
    /** The connection ends before the first of them. */
    HANG_UP,
    /** The connection ends in the middle of an answer. */
    CUT
  }

  private final ServerSocket listener;
  private final URI target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile Fault fault = Fault.NONE;

  /** Listens on a free port. */
  public FaultyProxy(URI target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** Where clients connect to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From the next bytes on. */
  public void spoil(Fault next) {
    fault = next;
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(FaultyProxy::closeQuietly);
  }

  private void accept() {
    try {
      while (true) {
        serve(listener.accept());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** Without a server behind, the client sees a connection that ends. */
  private void serve(Socket client) throws IOException {
    sockets.add(client);
    try {
      var server = new Socket(target.getHost(), target.getPort());
      sockets.add(server);
      Thread.startVirtualThread(() -> pump(client, server, false));
      Thread.startVirtualThread(() -> pump(server, client, true));
    } catch (IOException e) {
      client.close();
    }
  }

  private void pump(Socket from, Socket to, boolean fromServer) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (fromServer) {
          forward(buffer, n, out);
        } else {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // Either end closed; the other one is closed with it.
    }
  }

  private void forward(byte[] buffer, int length, OutputStream out) throws IOException {
    switch (fault) {
      case NONE -> out.write(buffer, 0, length);
      case SILENCE -> {}
      case GARBLE -> {
        for (int i = 0; i < length; i++) {
          buffer[i] ^= 0x15;
        }
        out.write(buffer, 0, length);
      }
      case HANG_UP -> throw new IOException("hung up");
      case CUT -> {
        out.write(buffer, 0, length - 1);
        throw new IOException("cut");
      }
    }
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
