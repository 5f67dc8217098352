package io.alys.integration.libp2p.yamux;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection: bytes of the peer in, frames for the peer out, no sockets and no
 * clock. Used by one thread.
 *
 * <p>Frames go out only while the connection takes them; each stream has its own window, so that a
 * reader who is slow stalls its own stream alone. A {@link PeerFault} out of {@link #receive} or
 * {@link #keepAlive} ends the connection.
 */
public final class YamuxSession {

  /** The protocol id. */
  public static final String PROTOCOL = "/yamux/1.0.0";

  private static final int MAX_CONTROL_FRAMES = 1_024;
  private static final int MAX_REQUESTS_PER_INTERVAL = 10_000;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** The connection below, and the node above. */
  public interface Surroundings {

    /** Whether the connection takes frames at present. */
    boolean isWritable();

    /** Sends a frame. */
    void write(ByteBuffer frame);

    /** The peer has opened a stream: whoever handles it must be named before this returns. */
    void opened(ByteStream stream);

    /** The handler of a stream found a fault; the stream is reset. */
    void streamFault(PeerFault fault);

    /** The peer will take no new streams. */
    void goAway();
  }

  private final YamuxSettings settings;
  private final Surroundings surroundings;
  private final boolean dialer;
  private final Map<Integer, YamuxStream> streams = new HashMap<>();
  private final LinkedHashSet<YamuxStream> ready = new LinkedHashSet<>();
  private final LinkedHashSet<YamuxStream> waiting = new LinkedHashSet<>();
  private final ArrayDeque<FrameHead> control = new ArrayDeque<>();
  private final ByteBuffer head = ByteBuffer.allocate(FrameHead.SIZE);
  private int nextId;
  private int lastInbound;
  private int inbound;
  private int unread;
  private int unsent;
  private int dataLeft;
  private @Nullable YamuxStream dataStream;
  private boolean dataEndsStream;
  private int requests;
  private int pingToken;
  private boolean pingUnanswered;
  private boolean goingAway;
  private boolean ended;
  private boolean pumping;

  /** A session; the side that dialled opens streams with odd numbers. */
  public YamuxSession(boolean dialer, YamuxSettings settings, Surroundings surroundings) {
    this.dialer = dialer;
    this.settings = settings;
    this.surroundings = surroundings;
    this.nextId = dialer ? 1 : 2;
  }

  /** Opens a stream; empty when there are too many, or the peer takes no new ones. */
  public Optional<ByteStream> open(StreamHandler handler) {
    boolean full = streams.size() - inbound >= settings.maxOutboundStreams();
    if (full || goingAway || ended || nextId < 0) {
      return Optional.empty();
    }
    var stream = new YamuxStream(this, nextId);
    nextId += 2;
    stream.handleBy(handler);
    streams.put(stream.id(), stream);
    control(new FrameHead(FrameHead.WINDOW, FrameHead.SYN, stream.id(), 0));
    return Optional.of(stream);
  }

  /** Takes bytes of the peer, cut anywhere. */
  public void receive(ByteBuffer in) {
    while (!ended && (in.hasRemaining() || isEndDue())) {
      if (dataLeft > 0 || isEndDue()) {
        receiveData(in);
      } else if (fillHead(in)) {
        var frame = FrameHead.read(head.flip());
        head.clear();
        receive(frame);
      }
    }
    pump();
  }

  /** The connection takes frames again. */
  public void writable() {
    pump();
  }

  /**
   * Called at each interval: asks the peer whether it is there; no answer to the last call is a
   * fault.
   */
  public void keepAlive() {
    if (pingUnanswered) {
      throw fault("no answer to a keep-alive");
    }
    requests = 0;
    pingUnanswered = true;
    control(new FrameHead(FrameHead.PING, FrameHead.SYN, 0, ++pingToken));
  }

  /** Tells the peer that the connection ends, and why: 0 normal, 1 its fault, 2 ours. */
  public void goAway(int code) {
    control(new FrameHead(FrameHead.GO_AWAY, 0, 0, code));
  }

  /** The connection is gone: all streams end. */
  public void end() {
    ended = true;
    for (var stream : new ArrayList<>(streams.values())) {
      stream.close(StreamHandler.End.CONNECTION_LOST);
    }
    control.clear();
    ready.clear();
    waiting.clear();
  }

  /** Streams that are open, both ways. */
  public int openStreams() {
    return streams.size();
  }

  /** Bytes that were received and not dealt with. */
  public int unreadBytes() {
    return unread;
  }

  /** Bytes that were written and not sent. */
  public int unsentBytes() {
    return unsent;
  }

  private boolean fillHead(ByteBuffer in) {
    int size = Math.min(head.remaining(), in.remaining());
    head.put(in.slice(in.position(), size));
    in.position(in.position() + size);
    return !head.hasRemaining();
  }

  private void receive(FrameHead frame) {
    switch (frame.type()) {
      case FrameHead.PING -> receivePing(frame);
      case FrameHead.GO_AWAY -> receiveGoAway(frame);
      default -> receiveForStream(frame);
    }
  }

  private void receivePing(FrameHead frame) {
    if (frame.has(FrameHead.SYN)) {
      countRequest();
      control(new FrameHead(FrameHead.PING, FrameHead.ACK, 0, frame.length()));
    } else if (frame.length() == pingToken) {
      pingUnanswered = false;
    }
  }

  private void receiveGoAway(FrameHead frame) {
    if (frame.length() != 0) {
      throw fault("the peer went away with code " + Integer.toUnsignedString(frame.length()));
    }
    if (!goingAway) {
      goingAway = true;
      surroundings.goAway();
    }
  }

  private void receiveForStream(FrameHead frame) {
    if (frame.has(FrameHead.SYN)) {
      accept(frame.stream());
    } else if (!streams.containsKey(frame.stream()) && !wasOpened(frame.stream())) {
      throw fault("a frame for stream " + frame.stream() + ", which nobody opened");
    }
    var stream = streams.get(frame.stream());
    if (frame.has(FrameHead.RST)) {
      countRequest();
      skipData(frame);
      if (stream != null) {
        stream.close(StreamHandler.End.RESET_BY_PEER);
      }
    } else if (frame.type() == FrameHead.DATA) {
      beginData(stream, frame);
    } else if (stream != null) {
      stream.credit(frame.length());
      if (frame.has(FrameHead.FIN)) {
        stream.endOfInput();
      }
    }
  }

  private void accept(int id) {
    countRequest();
    boolean theirs = id > 0 && (id % 2 == 0) == dialer;
    if (!theirs || id <= lastInbound) {
      throw fault("stream " + id + " is not the peer's to open");
    }
    lastInbound = id;
    if (inbound >= settings.maxInboundStreams()) {
      control(new FrameHead(FrameHead.WINDOW, FrameHead.RST, id, 0));
      return;
    }
    inbound++;
    var stream = new YamuxStream(this, id);
    streams.put(id, stream);
    control(new FrameHead(FrameHead.WINDOW, FrameHead.ACK, id, 0));
    surroundings.opened(stream);
  }

  private boolean wasOpened(int id) {
    return (id % 2 == 0) == dialer ? id > 0 && id <= lastInbound : id > 0 && id < nextId;
  }

  private void skipData(FrameHead frame) {
    dataLeft = frame.type() == FrameHead.DATA ? frame.length() : 0;
    dataStream = null;
    dataEndsStream = false;
  }

  private void beginData(@Nullable YamuxStream stream, FrameHead frame) {
    if (stream != null) {
      stream.expect(frame.length());
    }
    dataStream = stream;
    dataLeft = frame.length();
    dataEndsStream = frame.has(FrameHead.FIN);
  }

  private boolean isEndDue() {
    return dataLeft == 0 && dataEndsStream;
  }

  private void receiveData(ByteBuffer in) {
    int size = Math.min(dataLeft, in.remaining());
    var part = in.slice(in.position(), size);
    in.position(in.position() + size);
    dataLeft -= size;
    var stream = dataStream;
    if (stream != null && size > 0) {
      stream.receive(part);
    }
    if (isEndDue()) {
      dataEndsStream = false;
      if (stream != null) {
        stream.endOfInput();
      }
    }
  }

  private void countRequest() {
    if (++requests > MAX_REQUESTS_PER_INTERVAL) {
      throw fault("too many pings, new streams and resets");
    }
  }

  boolean hasRoomFor(YamuxStream stream) {
    return !ended
        && stream.unsentBytes() < settings.maxUnsentBytesPerStream()
        && unsent < settings.maxUnsentBytes();
  }

  void queued(int bytes) {
    unsent += bytes;
  }

  /** Counts bytes that have come; false when that is too many. */
  boolean unread(int bytes) {
    unread += bytes;
    return unread <= settings.maxUnreadBytes();
  }

  void read(int bytes) {
    unread -= bytes;
  }

  void waitsForRoom(YamuxStream stream) {
    waiting.add(stream);
  }

  void ready(YamuxStream stream) {
    ready.add(stream);
    pump();
  }

  void control(FrameHead frame) {
    if (ended) {
      return;
    }
    if (control.size() == MAX_CONTROL_FRAMES) {
      throw fault("the peer asks for much and reads nothing");
    }
    control.add(frame);
    pump();
  }

  void forget(YamuxStream stream, int unreadBytes) {
    if (streams.remove(stream.id()) != null && (stream.id() % 2 == 0) == dialer) {
      inbound--;
    }
    ready.remove(stream);
    waiting.remove(stream);
    unread -= unreadBytes;
  }

  void report(PeerFault fault) {
    surroundings.streamFault(fault);
  }

  /** Sends what may be sent: control frames first, then one frame of each stream in turn. */
  void pump() {
    if (pumping || ended) {
      return;
    }
    pumping = true;
    try {
      while (!ended && surroundings.isWritable() && (tellOneOfRoom() || sendOne())) {}
    } finally {
      pumping = false;
    }
  }

  private boolean tellOneOfRoom() {
    for (var stream : waiting) {
      if (hasRoomFor(stream)) {
        waiting.remove(stream);
        stream.tellRoom();
        return true;
      }
    }
    return false;
  }

  private boolean sendOne() {
    var next = control.poll();
    if (next != null) {
      surroundings.write(next.with(NOTHING.duplicate()));
      return true;
    }
    var streamsLeft = ready.iterator();
    if (!streamsLeft.hasNext()) {
      return false;
    }
    var stream = streamsLeft.next();
    streamsLeft.remove();
    stream
        .nextFrame()
        .ifPresent(
            frame -> {
              surroundings.write(frame);
              if (stream.isOpen()) {
                ready.add(stream);
              }
            });
    return true;
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.YAMUX, reason);
  }
}
