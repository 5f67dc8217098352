package io.alys.integration.libp2p.yamux;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/** One stream: what it may still send and receive, and what waits to be sent. */
final class YamuxStream implements ByteStream {

  private static final int MAX_FRAME = 32 * 1024;
  private static final StreamHandler NOBODY = (stream, bytes) -> {};

  private final YamuxSession session;
  private final int id;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private StreamHandler handler = NOBODY;
  private int unsentBytes;
  private long sendCredit = YamuxSettings.WINDOW;
  private int receiveCredit = YamuxSettings.WINDOW;
  private int unread;
  private int returnable;
  private boolean closing;
  private boolean sentAll;
  private boolean receivedAll;
  private boolean closed;

  YamuxStream(YamuxSession session, int id) {
    this.session = session;
    this.id = id;
  }

  int id() {
    return id;
  }

  @Override
  public void handleBy(StreamHandler next) {
    handler = next;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean write(byte[] bytes) {
    if (closed || closing) {
      return false;
    }
    if (!session.hasRoomFor(this)) {
      session.waitsForRoom(this);
      return false;
    }
    if (bytes.length > 0) {
      unsent.add(ByteBuffer.wrap(bytes));
      unsentBytes += bytes.length;
      session.queued(bytes.length);
      session.ready(this);
    }
    return true;
  }

  @Override
  public void consumed(int bytes) {
    if (bytes < 0 || bytes > unread) {
      throw new IllegalArgumentException("consumed " + bytes + " of " + unread);
    }
    unread -= bytes;
    returnable += bytes;
    if (closed) {
      return;
    }
    session.read(bytes);
    if (returnable >= YamuxSettings.WINDOW / 2 && !receivedAll) {
      session.control(new FrameHead(FrameHead.WINDOW, 0, id, returnable));
      receiveCredit += returnable;
      returnable = 0;
    }
  }

  @Override
  public void closeWrite() {
    if (!closed && !closing) {
      closing = true;
      session.ready(this);
    }
  }

  @Override
  public void reset() {
    if (!closed) {
      session.control(new FrameHead(FrameHead.WINDOW, FrameHead.RST, id, 0));
      close(StreamHandler.End.RESET_BY_US);
    }
  }

  int unsentBytes() {
    return unsentBytes;
  }

  /** The next frame to send, when there is one and the peer has room for it. */
  Optional<ByteBuffer> nextFrame() {
    if (!closed && !unsent.isEmpty() && sendCredit > 0) {
      return Optional.of(dataFrame());
    }
    if (!closed && closing && !sentAll && unsent.isEmpty()) {
      sentAll = true;
      var frame = new FrameHead(FrameHead.WINDOW, FrameHead.FIN, id, 0);
      closeIfDone();
      return Optional.of(frame.with(ByteBuffer.allocate(0)));
    }
    return Optional.empty();
  }

  void tellRoom() {
    guarded(() -> handler.onWritable(this));
  }

  /** Checks a data frame before any of its bytes is read. */
  void expect(int length) {
    if (receivedAll && length > 0) {
      throw new PeerFault(PeerFault.Layer.YAMUX, "data after the end of a stream");
    }
    if (length > receiveCredit) {
      throw new PeerFault(
          PeerFault.Layer.YAMUX,
          "a frame of " + length + " bytes with credit for " + receiveCredit);
    }
    receiveCredit -= length;
  }

  void receive(ByteBuffer bytes) {
    if (closed) {
      return;
    }
    unread += bytes.remaining();
    if (session.unread(bytes.remaining())) {
      guarded(() -> handler.onBytes(this, bytes));
    } else {
      reset();
    }
  }

  void credit(int more) {
    sendCredit += Integer.toUnsignedLong(more);
    if (sendCredit > Integer.MAX_VALUE) {
      throw new PeerFault(PeerFault.Layer.YAMUX, "credit of " + sendCredit + " bytes");
    }
    session.ready(this);
  }

  void endOfInput() {
    if (!closed && !receivedAll) {
      receivedAll = true;
      guarded(() -> handler.onEndOfInput(this));
      closeIfDone();
    }
  }

  /** Ends it without a word to the peer. */
  void close(StreamHandler.End end) {
    if (!closed) {
      closed = true;
      session.forget(this, unread);
      session.queued(-unsentBytes);
      unsentBytes = 0;
      unsent.clear();
      guarded(() -> handler.onClosed(this, end));
      session.pump();
    }
  }

  private ByteBuffer dataFrame() {
    var head = unsent.element();
    int size = (int) Math.min(Math.min(sendCredit, MAX_FRAME), head.remaining());
    var frame = new FrameHead(FrameHead.DATA, 0, id, size).with(head.slice(head.position(), size));
    head.position(head.position() + size);
    if (!head.hasRemaining()) {
      unsent.remove();
    }
    sendCredit -= size;
    unsentBytes -= size;
    session.queued(-size);
    return frame;
  }

  private void closeIfDone() {
    if (sentAll && receivedAll) {
      close(StreamHandler.End.FINISHED);
    }
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (PeerFault fault) {
      reset();
      session.report(fault);
    }
  }
}
