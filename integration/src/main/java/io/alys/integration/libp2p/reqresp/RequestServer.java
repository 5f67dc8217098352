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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/** Takes requests of one protocol within its bounds and hands them on. */
public final class RequestServer implements StreamProtocol {

  private final RequestProtocol protocol;
  private final RequestHandler handler;
  private final RequestRates rates;
  private final ToIntFunction<byte[]> cost;
  private final Map<PeerConnection, Integer> open = new ConcurrentHashMap<>();
  private final AtomicLong limited = new AtomicLong();

  /** Requests of a protocol, for a handler; each costs one token of its peer's bucket. */
  public RequestServer(RequestProtocol protocol, RequestHandler handler, RequestRates rates) {
    this(protocol, handler, rates, body -> 1);
  }

  /** The same for requests that cost what their body asks for. */
  public RequestServer(
      RequestProtocol protocol,
      RequestHandler handler,
      RequestRates rates,
      ToIntFunction<byte[]> cost) {
    this.protocol = protocol;
    this.handler = handler;
    this.rates = rates;
    this.cost = cost;
  }

  @Override
  public StreamHandler accept(PeerConnection connection, ByteStream stream, String name) {
    var request = new Request(connection, stream);
    if (open.merge(connection, 1, Integer::sum) > protocol.maxConcurrent()) {
      limited.incrementAndGet();
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

  /** Requests that were refused for their number. */
  public long limitedRequests() {
    return limited.get();
  }

  private final class Request implements StreamHandler, Responder {
    private final PeerConnection connection;
    private final ByteStream stream;
    private final BodyReader body = new BodyReader(protocol.sizes().maxRequest());
    private Timers.Timer deadline;
    private Runnable writable = () -> {};
    private boolean read;
    private boolean ended;
    private boolean expired;
    private boolean full;
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
      full = false;
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
      if (expired) {
        return false;
      }
      if (ended || chunk.length > protocol.sizes().maxChunk() || chunks >= protocol.maxChunks()) {
        throw new IllegalStateException("a chunk that the protocol does not allow");
      }
      boolean sent = stream.write(encode(ResultCode.SUCCESS, chunk));
      full = !sent;
      if (sent) {
        chunks++;
        waitFor(this::expire);
      }
      return sent;
    }

    @Override
    public void whenWritable(Runnable call) {
      writable = call;
    }

    @Override
    public void end() {
      if (!ended) {
        ended = true;
        stream.closeWrite();
        waitFor(stream::reset);
      }
    }

    @Override
    public void error(int code, String text) {
      if (!ended) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var cut = Arrays.copyOf(bytes, Math.min(bytes.length, ResultCode.MAX_TEXT));
        stream.write(encode(code, cut));
        end();
      }
    }

    @Override
    public boolean isOpen() {
      return stream.isOpen() && !expired;
    }

    private void handOn(byte[] whole) {
      read = true;
      if (!rates.take(connection.peer(), cost.applyAsInt(whole))) {
        limited.incrementAndGet();
        error(ResultCode.RATE_LIMITED, "too many requests in a short time");
        return;
      }
      waitFor(this::expire);
      handler.onRequest(connection, whole, this);
    }

    /** Neither the handler nor a peer that does not read may hold a request for ever. */
    private void expire() {
      expired = true;
      if (full) {
        stream.reset();
      } else {
        error(ResultCode.SERVER_ERROR, "not answered in time");
      }
    }

    private void waitFor(Runnable then) {
      deadline.cancel();
      if (stream.isOpen()) {
        deadline = connection.timers().after(protocol.timeout(), then);
      }
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
