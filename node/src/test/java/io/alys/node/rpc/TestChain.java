package io.alys.node.rpc;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.SigningRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chain of empty blocks that answers the queries of its protocol from memory. */
public final class TestChain {
  private final List<SignedBlock> blocks = new ArrayList<>();

  /** Blocks 0 to {@code height}. */
  public TestChain(int height) {
    var parent = Hash32.ZERO;
    for (int i = 0; i <= height; i++) {
      var block = block(parent, i);
      blocks.add(
          new SignedBlock(block, new AggregateApproval(ApprovalBits.of(0), BlsSignature.ZERO)));
      parent = SigningRoot.of(block);
    }
  }

  /** The behaviour that answers. */
  public Behavior<ChainProtocol.Command> behavior() {
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case ChainProtocol.GetHead(var replyTo) -> replyTo.tell(at(blocks.size() - 1));
            case ChainProtocol.GetBlockAt(var height, var replyTo) ->
                replyTo.tell(at(height.value()));
            case ChainProtocol.GetBlock(var root, var replyTo) -> replyTo.tell(with(root));
            case ChainProtocol.GetStatus(var replyTo) -> replyTo.tell(status());
            default -> throw new IllegalStateException("not asked for in these tests: " + command);
          }
          return Behaviors.same();
        });
  }

  /** The block at a height, by root and height. */
  public BlockRef ref(int height) {
    return new BlockRef(SigningRoot.of(blocks.get(height).message()), new Height(height));
  }

  /** The head. */
  public BlockRef head() {
    return ref(blocks.size() - 1);
  }

  private ChainProtocol.BlockReply at(long height) {
    return height >= blocks.size()
        ? new ChainProtocol.NotFound()
        : new ChainProtocol.Found(blocks.get((int) height), ref((int) height).root());
  }

  private ChainProtocol.BlockReply with(Hash32 root) {
    for (int i = 0; i < blocks.size(); i++) {
      if (ref(i).root().equals(root)) {
        return at(i);
      }
    }
    return new ChainProtocol.NotFound();
  }

  ChainProtocol.ChainStatus status() {
    return new ChainProtocol.ChainStatus(
        "running", head(), ref(1), ref(0), new Slot(9), 1, 256, List.of(), Optional.empty());
  }

  private static ConsensusBlock block(Hash32 parent, int height) {
    var payload =
        new ExecutionPayload(
            Hash32.ZERO,
            EvmAddress.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            Bytes.zeros(ExecutionPayload.BLOOM_SIZE),
            Hash32.ZERO,
            UInt64.of(height),
            UInt64.of(30_000_000),
            UInt64.ZERO,
            UInt64.of(1_700_000_000L + height),
            Bytes.EMPTY,
            UInt256.of(7),
            Hash32.ZERO,
            List.of(),
            List.of(),
            null);
    return new ConsensusBlock(parent, new Slot(height), null, payload, List.of(), null, List.of());
  }
}
