package io.alys.node.rpc;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.pow.AuxPowCheck;
import io.alys.workflows.pow.WorkHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out work for one range and checks proofs by the real rules; everything else of its protocol
 * is answered from what was accepted last.
 */
public final class TestMining {
  /** The AuxPoW chain id. */
  public static final int CHAIN_ID = 212_121;

  private final BlockRef start;
  private final BlockRef end;
  private final CompactBits bits;
  private final Map<Hash32, EvmAddress> handedOut = new HashMap<>();
  private Optional<AuxPowHeader> queued = Optional.empty();

  /** Work for the range from {@code start} to {@code end}. */
  public TestMining(BlockRef start, BlockRef end, CompactBits bits) {
    this.start = start;
    this.end = end;
    this.bits = bits;
  }

  /** Knows this work hash as well, as if it had been handed out. */
  public TestMining knowing(Hash32 workHash) {
    handedOut.put(workHash, EvmAddress.ZERO);
    return this;
  }

  /** The behaviour that answers. */
  public Behavior<AuxPowProtocol.Command> behavior() {
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case AuxPowProtocol.CreateTemplate(var miner, var replyTo) ->
                replyTo.tell(template(miner));
            case AuxPowProtocol.SubmitProof(var hash, var auxpow, var replyTo) ->
                replyTo.tell(submit(hash, auxpow));
            case AuxPowProtocol.GetQueued(var replyTo) ->
                replyTo.tell(
                    queued
                        .<AuxPowProtocol.PickReply>map(AuxPowProtocol.Picked::new)
                        .orElseGet(AuxPowProtocol.NothingQueued::new));
            default -> throw new IllegalStateException("not asked for in these tests: " + command);
          }
          return Behaviors.same();
        });
  }

  private AuxPowProtocol.Template template(EvmAddress miner) {
    var hash = WorkHash.of(List.of(start.root(), end.root()), miner);
    handedOut.put(hash, miner);
    return new AuxPowProtocol.Template(
        hash, CHAIN_ID, Hash32.ZERO, bits, new Height(1), start, end);
  }

  private AuxPowProtocol.SubmitReply submit(Hash32 hash, AuxPow auxpow) {
    var miner = handedOut.get(hash);
    if (miner == null) {
      return new AuxPowProtocol.UnknownWork(hash);
    }
    var failures = AuxPowCheck.check(new AuxPowCheck.Claim(hash, CHAIN_ID, bits), auxpow);
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      return new AuxPowProtocol.ProofRefused(
          first.rule().id(), first.expected().hex(), first.found().hex());
    }
    boolean again = queued.isPresent();
    queued =
        Optional.of(
            new AuxPowHeader(
                start.root(), end.root(), bits, CHAIN_ID, UInt64.of(1), auxpow, miner));
    return new AuxPowProtocol.ProofAccepted(start, end, again);
  }
}
