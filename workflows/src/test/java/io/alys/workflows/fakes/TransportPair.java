package io.alys.workflows.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.PeerAddress;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.DialResult;
import io.alys.workflows.ports.RequestKind;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes that listen, for the tests of a {@link PeerTransport}. */
public abstract class TransportPair {

  /** A topic that all nodes of a test may use. */
  protected static final String TOPIC = "consensus_block";

  /** A request that nodes of a test may serve: 64 bytes, up to 1000 chunks of 64 KiB. */
  protected static final RequestKind NUMBERS =
      new RequestKind(
          "/alys/req/numbers/1/ssz_snappy",
          new RequestKind.Sizes(64, 65_536),
          1_000,
          new RequestKind.Quota(2, 20, Duration.ofSeconds(10)),
          Duration.ofSeconds(10));

  /** A request that nobody serves. */
  protected static final RequestKind UNSERVED =
      new RequestKind(
          "/alys/req/unserved/1/ssz_snappy",
          NUMBERS.sizes(),
          1,
          NUMBERS.quota(),
          NUMBERS.timeout());

  /** A node that listens. */
  protected PeerTransport one;

  /** Another one. */
  protected PeerTransport two;

  /** Who came and went at the first. */
  protected RecordedPeers seenByOne;

  /** Who came and went at the other. */
  protected RecordedPeers seenByTwo;

  /** A transport with an identity of its own that knows the kinds of requests above. */
  protected abstract PeerTransport create(int number);

  /** Lets things happen until the condition holds; fails when it does not in time. */
  protected abstract void await(String what, BooleanSupplier condition);

  /** Two nodes that listen. */
  @BeforeEach
  void openTwo() {
    one = create(1);
    two = create(2);
    seenByOne = new RecordedPeers();
    seenByTwo = new RecordedPeers();
    one.open(seenByOne);
    two.open(seenByTwo);
  }

  /** Connects the two. */
  protected void connect() {
    assertThat(dial(one, address(two))).isEqualTo(new DialResult.Connected(two.self()));
    await("both sides", () -> seenByTwo.connected().contains(one.self()));
    await("both sides", () -> seenByOne.connected().contains(two.self()));
  }

  /** Dials and waits for the result. */
  protected DialResult dial(PeerTransport from, PeerAddress to) {
    var result = from.dial(to).toCompletableFuture();
    await("a dial's result", result::isDone);
    return result.join();
  }

  /** Where a node listens. */
  protected static PeerAddress address(PeerTransport of) {
    return of.addresses().iterator().next();
  }
}
