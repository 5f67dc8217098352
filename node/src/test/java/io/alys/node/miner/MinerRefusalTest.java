package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.node.rpc.Dialect;
import io.alys.node.rpc.RpcFixture;
import io.alys.node.rpc.RpcSettings;
import io.alys.node.rpc.TestChain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the miner makes of a node that refuses, has no work, or forgets. */
@Timeout(60)
final class MinerRefusalTest {
  private static final BlockRef BLOCK = new BlockRef(Hash32.ZERO, new Height(1));
  private static final AuxPowProtocol.SubmitReply GOOD =
      new AuxPowProtocol.ProofAccepted(BLOCK, BLOCK, false);
  private static final AuxPowProtocol.SubmitReply BAD =
      new AuxPowProtocol.ProofRefused("too-late", "", "");

  private final StringWriter out = new StringWriter();
  private final AtomicInteger templates = new AtomicInteger();
  private final AtomicInteger proofs = new AtomicInteger();

  @Test
  void aRefusedProofIsToldAndTheNextOneCounts() {
    // The first proof is refused, and so is its reminder; then the same work is hashed again.
    var end = mine(Dialect.POOL, _ -> work(1), n -> n <= 2 ? BAD : GOOD);

    assertThat(end).isEqualTo(new MinerEnd.Done());
    assertThat(out.toString()).contains("refused   hash 0101").contains("accepted  blocks ?");
    assertThat(proofs).hasValue(3);
  }

  @Test
  void v1NamesTheReasonInItsAnswer() {
    mine(Dialect.V1, _ -> work(1), n -> n <= 2 ? BAD : GOOD);

    assertThat(out.toString()).contains("reason too-late (-32605)");
  }

  @Test
  void aNodeWithoutWorkIsAskedAgain() {
    var none = new AuxPowProtocol.NoTemplate("nothing-committed", "wait");

    mine(Dialect.POOL, n -> n <= 3 ? none : work(1), _ -> GOOD);

    assertThat(out.toString())
        .containsOnlyOnce("waiting   the node has no work: nothing-committed: wait (-10)")
        .containsOnlyOnce("working");
  }

  @Test
  void aNodeThatForgotAProofGetsItAgain() {
    // Another proof of the same work would be accepted; the reminder must not count as a range.
    var end = mine(Dialect.POOL, n -> work(n <= 5 ? 1 : 2), _ -> GOOD, 2);

    assertThat(end).isEqualTo(new MinerEnd.Done());
    assertThat(proofs.get()).isGreaterThan(2);
    assertThat(out.toString()).contains("ended     accepted 2");
  }

  private MinerEnd mine(
      Dialect dialect,
      IntFunction<AuxPowProtocol.TemplateReply> template,
      IntFunction<AuxPowProtocol.SubmitReply> verdict) {
    return mine(dialect, template, verdict, 1);
  }

  private MinerEnd mine(
      Dialect dialect,
      IntFunction<AuxPowProtocol.TemplateReply> template,
      IntFunction<AuxPowProtocol.SubmitReply> verdict,
      int ranges) {
    var settings = RpcSettings.DEFAULT.withPort(0).withDialect(dialect);
    try (var server =
            new RpcFixture(settings, new TestChain(1).behavior(), mining(template, verdict));
        var client = new JsonRpcClient(URI.create(server.url()), null)) {
      var miner =
          new MinerSettings(
              EvmAddress.ZERO, 1, 0, Duration.ofMillis(20), CommitmentStyle.OUTPUT, ranges, null);
      var console = new MinerConsole(new PrintWriter(out), server.url());
      return new Miner(miner, new MiningNode(client), console, new HurriedClock()).run();
    }
  }

  private Behavior<AuxPowProtocol.Command> mining(
      IntFunction<AuxPowProtocol.TemplateReply> template,
      IntFunction<AuxPowProtocol.SubmitReply> verdict) {
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case AuxPowProtocol.CreateTemplate(_, var replyTo) ->
                replyTo.tell(template.apply(templates.incrementAndGet()));
            case AuxPowProtocol.SubmitProof(_, _, var replyTo) ->
                replyTo.tell(verdict.apply(proofs.incrementAndGet()));
            case AuxPowProtocol.GetQueued(var replyTo) ->
                replyTo.tell(new AuxPowProtocol.NothingQueued());
            default -> throw new IllegalStateException("not asked for in these tests");
          }
          return Behaviors.same();
        });
  }

  private static AuxPowProtocol.Template work(int fill) {
    var hash = Hash32.fromHex(("0" + fill).repeat(32));
    return new AuxPowProtocol.Template(
        hash, 1, Hash32.ZERO, RpcFixture.EASY, new Height(1), BLOCK, BLOCK);
  }

  /** Twenty seconds pass from one look to the next. */
  private static final class HurriedClock extends Clock {
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(1_790_000_000L + 20L * looks.incrementAndGet());
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
