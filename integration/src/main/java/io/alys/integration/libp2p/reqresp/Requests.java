package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.workflows.ports.RequestFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Asks peers, and reads their answers within bounds. */
public final class Requests {

  private static final int MAX_DELIVERED = 4;

  private Requests() {}

  /** Sends a request; the answer comes to the listener. What is returned calls it off. */
  public static Runnable send(
      PeerConnection connection, RequestProtocol protocol, byte[] body, ResponseListener listener) {
    if (body.length > protocol.sizes().maxRequest()) {
      throw new IllegalArgumentException("a request that the protocol does not allow");
    }
    var asking = new Asking(connection, protocol, body, listener);
    connection.open(List.of(protocol.id()), asking);
    return () -> connection.execute(asking::callOff);
  }

  /** A request until there is a stream for it. */
  private static final class Asking implements StreamOpening {
    private final PeerConnection connection;
    private final RequestProtocol protocol;
    private final byte[] body;
    private final ResponseListener listener;
    private Optional<Answer> answer = Optional.empty();
    private boolean calledOff;
    private boolean failed;

    Asking(
        PeerConnection connection,
        RequestProtocol protocol,
        byte[] body,
        ResponseListener listener) {
      this.connection = connection;
      this.protocol = protocol;
      this.body = body;
      this.listener = listener;
    }

    @Override
    public StreamHandler opened(ByteStream stream, String name) {
      var reader = new Answer(connection, stream, protocol, listener);
      answer = Optional.of(reader);
      if (calledOff) {
        reader.callOff();
        return reader;
      }
      if (protocol.sizes().maxRequest() > 0) {
        var out = new ByteArrayOutputStream();
        BodyReader.write(body, out);
        stream.write(out.toByteArray());
      }
      stream.closeWrite();
      return reader;
    }

    @Override
    public void failed(String reason) {
      failed = true;
      listener.onFailure(calledOff ? RequestFailure.CANCELLED : RequestFailure.NOT_SPOKEN, reason);
    }

    void callOff() {
      calledOff = true;
      if (!failed) {
        answer.ifPresent(Answer::callOff);
      }
    }
  }

  private static final class Answer implements StreamHandler {
    private final PeerConnection connection;
    private final ByteStream stream;
    private final RequestProtocol protocol;
    private final ResponseListener listener;
    private final ArrayDeque<ByteBuffer> unread = new ArrayDeque<>();
    private Timers.Timer deadline;
    private Optional<BodyReader> chunk = Optional.empty();
    private int code;
    private int chunks;
    private int delivered;
    private boolean reading;
    private boolean inputEnded;
    private boolean finished;
    private RequestFailure why = RequestFailure.BROKEN_OFF;
    private String reason = "the peer broke off its answer";

    Answer(
        PeerConnection connection,
        ByteStream stream,
        RequestProtocol protocol,
        ResponseListener listener) {
      this.connection = connection;
      this.stream = stream;
      this.protocol = protocol;
      this.listener = listener;
      this.deadline = connection.timers().after(protocol.timeout(), this::expire);
    }

    @Override
    public void onBytes(ByteStream from, ByteBuffer bytes) {
      unread.add(bytes);
      read();
    }

    @Override
    public void onEndOfInput(ByteStream from) {
      inputEnded = true;
      endIfAllIsRead();
    }

    @Override
    public void onClosed(ByteStream from, End end) {
      deadline.cancel();
      if (!finished && !(inputEnded && end == End.FINISHED)) {
        finish(() -> listener.onFailure(why, reason));
      }
    }

    private void read() {
      reading = true;
      try {
        while (!finished && delivered < MAX_DELIVERED && !unread.isEmpty()) {
          var bytes = unread.element();
          int before = bytes.remaining();
          readChunk(bytes);
          if (!bytes.hasRemaining()) {
            unread.remove();
          }
          stream.consumed(before - bytes.remaining());
        }
      } catch (PeerFault fault) {
        why = RequestFailure.MALFORMED;
        reason = String.valueOf(fault.getMessage());
        throw fault;
      } finally {
        reading = false;
      }
      endIfAllIsRead();
    }

    private void readChunk(ByteBuffer bytes) {
      if (chunk.isEmpty()) {
        code = bytes.get() & 0xff;
        boolean success = code == ResultCode.SUCCESS;
        if (success && chunks++ == protocol.maxChunks()) {
          throw fault("more than " + protocol.maxChunks() + " chunks");
        }
        chunk =
            Optional.of(
                new BodyReader(success ? protocol.sizes().maxChunk() : ResultCode.MAX_TEXT));
      }
      var whole = chunk.get().read(bytes);
      if (whole.isPresent()) {
        chunk = Optional.empty();
        deliver(whole.get());
      }
    }

    private void deliver(byte[] body) {
      if (code != ResultCode.SUCCESS) {
        var text = new String(body, StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
        finish(() -> listener.onError(code, text));
        stream.reset();
        return;
      }
      deadline.cancel();
      deadline = connection.timers().after(protocol.timeout(), this::expire);
      delivered++;
      listener.onChunk(body, () -> connection.execute(stream, this::taken));
    }

    private void taken() {
      delivered--;
      if (!reading) {
        read();
      }
    }

    private void endIfAllIsRead() {
      if (inputEnded && unread.isEmpty() && !finished) {
        if (chunk.isPresent()) {
          stream.reset();
        } else {
          finish(listener::onEnd);
        }
      }
    }

    private void expire() {
      if (delivered == MAX_DELIVERED) {
        // The listener is slow, not the peer.
        deadline = connection.timers().after(protocol.timeout(), this::expire);
        return;
      }
      why = RequestFailure.TIMED_OUT;
      reason = "the peer did not answer in time";
      stream.reset();
    }

    void callOff() {
      if (!finished) {
        why = RequestFailure.CANCELLED;
        reason = "called off";
        stream.reset();
        if (!finished) { // a stream that was not handed over yet tells nobody of its end
          finish(() -> listener.onFailure(why, reason));
        }
      }
    }

    private void finish(Runnable last) {
      finished = true;
      deadline.cancel();
      last.run();
    }
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.REQUEST, reason);
  }
}
