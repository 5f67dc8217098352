package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes requests of one protocol within its bounds and hands them on. */
public final class RequestServer implements StreamProtocol {

  private final RequestProtocol protocol;
  private final RequestHandler handler;
  private final Map<PeerConnection, Integer> open = new ConcurrentHashMap<>();

  /** Requests of a protocol, for a handler. */
  public RequestServer(RequestProtocol protocol, RequestHandler handler) {
    this.protocol = protocol;
    this.handler = handler;
  }

  @Override
  public StreamHandler accept(PeerConnection connection, ByteStream stream, String name) {
    var request = new Request(connection, stream);
    if (open.merge(connection, 1, Integer::sum) > protocol.maxConcurrent()) {
      request.error(ResultCode.RATE_LIMITED, "too many requests at once");
    } else {
      request.begin();
    }
    return request;
  }

  /** Requests that are open on all connections. */
  public int openRequests() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  private final class Request implements StreamHandler, Responder {
    private final PeerConnection connection;
    private final ByteStream stream;
    private final BodyReader body = new BodyReader(protocol.sizes().maxRequest());
    private final Timers.Timer deadline;
    private Runnable writable = () -> {};
    private boolean read;
    private boolean ended;
    private int chunks;

    Request(PeerConnection connection, ByteStream stream) {
      this.connection = connection;
      this.stream = stream;
      this.deadline = connection.timers().after(protocol.timeout(), stream::reset);
    }

    /** A request without a body is whole as soon as its stream is open. */
    void begin() {
      if (protocol.sizes().maxRequest() == 0) {
        handOn(new byte[0]);
      }
    }

    @Override
    public void onBytes(ByteStream from, ByteBuffer bytes) {
      int size = bytes.remaining();
      if (ended && !read) {
        from.consumed(size);
        return;
      }
      if (read) {
        throw fault("more than one request");
      }
      var whole = body.read(bytes);
      from.consumed(size);
      if (bytes.hasRemaining()) {
        throw fault("more than one request");
      }
      whole.ifPresent(this::handOn);
    }

    @Override
    public void onWritable(ByteStream from) {
      writable.run();
    }

    @Override
    public void onEndOfInput(ByteStream from) {
      if (!read && !ended) {
        throw fault("a request is cut off");
      }
    }

    @Override
    public void onClosed(ByteStream from, End end) {
      deadline.cancel();
      open.computeIfPresent(connection, (key, count) -> count == 1 ? null : count - 1);
      writable.run();
    }

    @Override
    public boolean chunk(byte[] chunk) {
      if (ended || chunk.length > protocol.sizes().maxChunk() || chunks >= protocol.maxChunks()) {
        throw new IllegalStateException("a chunk that the protocol does not allow");
      }
      boolean sent = stream.write(encode(ResultCode.SUCCESS, chunk));
      chunks += sent ? 1 : 0;
      return sent;
    }

    @Override
    public void whenWritable(Runnable call) {
      writable = call;
    }

    @Override
    public void end() {
      ended = true;
      stream.closeWrite();
    }

    @Override
    public void error(int code, String text) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      stream.write(encode(code, Arrays.copyOf(bytes, Math.min(bytes.length, ResultCode.MAX_TEXT))));
      end();
    }

    @Override
    public boolean isOpen() {
      return stream.isOpen();
    }

    private void handOn(byte[] whole) {
      read = true;
      deadline.cancel();
      handler.onRequest(connection, whole, this);
    }
  }

  private static byte[] encode(int code, byte[] chunk) {
    var out = new ByteArrayOutputStream(chunk.length / 2 + 32);
    out.write(code);
    BodyReader.write(chunk, out);
    return out.toByteArray();
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.REQUEST, reason);
  }
}
