package io.alys.node.http;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A server could not take its address; the message is one line with the cause and the way out. */
public final class BindFailed extends IOException {
  private final Reason reason;

  private BindFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why it failed. */
  public enum Reason {
    /** Another socket listens there. */
    PORT_IN_USE,
    /** No interface of this machine has the address, or the name has none. */
    NO_SUCH_ADDRESS,
    /** The operating system does not allow it, as for ports below 1024. */
    NOT_PERMITTED,
    /** Anything else. */
    OTHER
  }

  /** Why it failed. */
  public Reason reason() {
    return reason;
  }

  /** Whether the same start may succeed later without anybody changing the configuration. */
  public boolean restartMayHelp() {
    return reason == Reason.PORT_IN_USE || reason == Reason.OTHER;
  }

  /**
   * Names what went wrong when {@code server} (as in "the RPC server") wanted {@code bind}:{@code
   * port}; {@code setting} is the configuration key of the port.
   */
  static BindFailed of(Listen listen, Exception cause) {
    var root = rootOf(cause);
    var reason = reasonOf(root);
    var what = listen.server() + " can't listen on " + listen.bind() + ":" + listen.port() + ": ";
    var text =
        switch (reason) {
          case PORT_IN_USE ->
              "the port is in use%s; stop that or set %s to a free port"
                  .formatted(PortHolder.describe(listen.port()), listen.portKey());
          case NO_SUCH_ADDRESS ->
              "no interface of this machine has that address; correct " + listen.bindKey();
          case NOT_PERMITTED ->
              "not permitted; use a port from 1024 on (%s) or grant CAP_NET_BIND_SERVICE"
                  .formatted(listen.portKey());
          case OTHER -> String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
        };
    return new BindFailed(reason, what + text, cause);
  }

  private static Throwable rootOf(Throwable cause) {
    var root = cause;
    for (@Nullable Throwable next = root; next != null; next = next.getCause()) {
      root = next;
    }
    return root;
  }

  /** The JDK tells these cases apart only by the operating system's text. */
  private static Reason reasonOf(Throwable root) {
    var text = String.valueOf(root.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("permission denied")) {
      return Reason.NOT_PERMITTED;
    }
    if (root instanceof UnknownHostException
        || root instanceof java.nio.channels.UnresolvedAddressException
        || text.contains("cannot assign requested address")
        || text.contains("can't assign requested address")) {
      return Reason.NO_SUCH_ADDRESS;
    }
    return root instanceof BindException ? Reason.PORT_IN_USE : Reason.OTHER;
  }
}
