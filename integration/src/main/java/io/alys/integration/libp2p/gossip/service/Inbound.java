package io.alys.integration.libp2p.gossip.service;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.gossip.GossipLimits;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.RpcReader;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stream from a peer. An RPC is dealt with before the next is read, and bytes count as consumed
 * only then: a peer that sends faster than this node works has to wait.
 */
final class Inbound implements StreamHandler {

  private final GossipLimits limits;
  private final LengthPrefixed messages;
  private final Consumer<GossipRpc> heard;
  private final Runnable malformed;

  Inbound(GossipLimits limits, Consumer<GossipRpc> heard, Runnable malformed) {
    this.limits = limits;
    this.messages = new LengthPrefixed(limits.maxRpc(), PeerFault.Layer.GOSSIP);
    this.heard = heard;
    this.malformed = malformed;
  }

  @Override
  public void onBytes(ByteStream stream, ByteBuffer bytes) {
    while (bytes.hasRemaining() && stream.isOpen()) {
      int before = bytes.remaining();
      var rpc = read(bytes);
      rpc.ifPresent(heard);
      stream.consumed(before - bytes.remaining());
    }
  }

  @Override
  public void onEndOfInput(ByteStream stream) {
    stream.closeWrite();
  }

  private Optional<GossipRpc> read(ByteBuffer bytes) {
    try {
      return messages.read(bytes).map(rpc -> RpcReader.read(rpc, limits));
    } catch (PeerFault fault) {
      malformed.run();
      throw fault;
    }
  }
}
