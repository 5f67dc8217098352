package io.alys.integration.libp2p.multistream;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One side's part in choosing a protocol: bytes of the peer in, bytes for the peer out, no sockets.
 * The dialling side proposes, the listening side takes the first proposal that it knows.
 */
public final class Negotiation {

  /** Most bytes of a protocol's name. */
  public static final int MAX_NAME = 256;

  private static final String HEADER = "/multistream/1.0.0";
  private static final String NOT_AVAILABLE = "na";
  private static final int MAX_PROPOSALS = 16;

  private final Iterator<String> proposals;
  private final Predicate<String> known;
  private final boolean dialer;
  private final Consumer<byte[]> out;
  private final LengthPrefixed messages =
      new LengthPrefixed(MAX_NAME + 1, PeerFault.Layer.MULTISTREAM);
  private String proposed = "";
  private boolean greeted;
  private int refusals;
  private boolean exhausted;

  private Negotiation(
      boolean dialer, List<String> proposals, Predicate<String> known, Consumer<byte[]> out) {
    this.dialer = dialer;
    this.proposals = proposals.iterator();
    this.known = known;
    this.out = out;
  }

  /** The side that proposes, the best first; it speaks first. */
  public static Negotiation propose(List<String> proposals, Consumer<byte[]> out) {
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("nothing to propose");
    }
    var negotiation = new Negotiation(true, proposals, name -> false, out);
    negotiation.proposed = negotiation.proposals.next();
    out.accept(join(message(HEADER), message(negotiation.proposed)));
    return negotiation;
  }

  /** The side that takes one of what is proposed. */
  public static Negotiation choose(Predicate<String> known, Consumer<byte[]> out) {
    return new Negotiation(false, List.of(), known, out);
  }

  /**
   * Reads until both agree, more is needed or the proposals are used up; what follows the agreement
   * stays in the buffer.
   */
  public Optional<String> receive(ByteBuffer in) {
    for (var message = messages.read(in); message.isPresent(); message = messages.read(in)) {
      var agreed = receive(text(message.get()));
      if (agreed.isPresent()) {
        return agreed;
      }
    }
    return Optional.empty();
  }

  /** Whether the peer speaks none of what was proposed, which is no fault of it. */
  public boolean isExhausted() {
    return exhausted;
  }

  private Optional<String> receive(String text) {
    if (exhausted) {
      throw fault("the peer goes on after its last answer");
    }
    if (!greeted) {
      greet(text);
      return Optional.empty();
    }
    return dialer ? answered(text) : proposed(text);
  }

  private void greet(String text) {
    if (!text.equals(HEADER)) {
      throw fault("the peer does not begin with " + HEADER);
    }
    greeted = true;
    if (!dialer) {
      out.accept(message(HEADER));
    }
  }

  private Optional<String> answered(String text) {
    if (text.equals(proposed)) {
      return Optional.of(proposed);
    }
    if (!text.equals(NOT_AVAILABLE)) {
      throw fault("the peer answers with what was not proposed");
    }
    if (!proposals.hasNext()) {
      exhausted = true;
      return Optional.empty();
    }
    proposed = proposals.next();
    out.accept(message(proposed));
    return Optional.empty();
  }

  private Optional<String> proposed(String text) {
    if (known.test(text)) {
      out.accept(message(text));
      return Optional.of(text);
    }
    if (++refusals > MAX_PROPOSALS) {
      throw fault("too many proposals");
    }
    out.accept(message(NOT_AVAILABLE));
    return Optional.empty();
  }

  private static String text(byte[] message) {
    int last = message.length - 1;
    if (last < 0 || message[last] != '\n') {
      throw fault("a message does not end in a newline");
    }
    for (int i = 0; i < last; i++) {
      if (message[i] < ' ') {
        throw fault("a message is not of printable ASCII");
      }
    }
    return new String(message, 0, last, StandardCharsets.US_ASCII);
  }

  private static byte[] message(String text) {
    if (text.length() > MAX_NAME) {
      throw new IllegalArgumentException("a protocol's name has at most " + MAX_NAME + " bytes");
    }
    return LengthPrefixed.encode((text + '\n').getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.MULTISTREAM, reason);
  }
}
