package io.alys.actors.network;

import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.peers.ApprovalsWanted;
import io.alys.messages.peers.BlockRange;
import io.alys.messages.peers.RootApproval;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.PeerId;
import io.alys.workflows.codec.BlockCodec;
import io.alys.workflows.codec.RequestCodec;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks peers for blocks and approvals over the transport. */
final class Questions {

  private final PeerTransport transport;
  private final RequestKinds kinds;

  Questions(PeerTransport transport, RequestKinds kinds) {
    this.transport = transport;
    this.kinds = kinds;
  }

  /** A range, in V1's way when the peer does not speak ours. */
  CompletionStage<Answer<SignedBlock>> range(PeerId peer, BlockRange range) {
    var body = RequestCodec.encode(range);
    return blocks(peer, kinds.blocksByRange(), body, range.count())
        .thenCompose(
            answer ->
                answer instanceof Answer.Broken<SignedBlock> broken && broken.notSpoken()
                    ? blocks(peer, RequestKinds.V1_BLOCKS_BY_RANGE, body, range.count())
                    : CompletableFuture.completedFuture(answer));
  }

  CompletionStage<Answer<SignedBlock>> byRoot(PeerId peer, List<Hash32> roots) {
    return blocks(peer, kinds.blocksByRoot(), RequestCodec.encodeRoots(roots), roots.size());
  }

  private CompletionStage<Answer<SignedBlock>> blocks(
      PeerId peer, RequestKind kind, Bytes body, int most) {
    var collector =
        new AnswerCollector<>(
            bytes -> BlockCodec.decodeSignedBlock(bytes, kind.sizes().maxChunk()), most);
    return collector.of(transport.request(peer, kind, body, collector));
  }

  CompletionStage<Answer<RootApproval>> approvals(PeerId peer, Hash32 root) {
    var wanted = List.of(new ApprovalsWanted(root, ApprovalBits.NONE));
    var collector = new AnswerCollector<>(RequestCodec::decodeApproval, ApprovalBits.CAPACITY);
    return collector.of(
        transport.request(
            peer, RequestKinds.APPROVALS_BY_ROOT, RequestCodec.encodeWanted(wanted), collector));
  }
}
