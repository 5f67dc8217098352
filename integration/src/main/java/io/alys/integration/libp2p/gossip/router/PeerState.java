package io.alys.integration.libp2p.gossip.router;

import io.alys.integration.libp2p.gossip.GossipRpc.Have;
import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One connected peer: its topics, what it has done since the last heartbeat, what it gets. */
final class PeerState {

  final PeerId id;
  final Link link;
  final Outbox outbox;
  final Set<String> topics = new LinkedHashSet<>();

  Link.Version version;

  /** IHAVEs of the peer, since the last heartbeat. */
  int haves;

  /** Ids that the peer has asked for. */
  int wanted;

  /** Ids that we have asked the peer for. */
  int asked;

  int grafts;
  int prunes;

  /** Messages of the peer that wait for a verdict, whenever they came. */
  int pending;

  /** Control that goes out at the end of this turn. */
  final List<Have> have = new ArrayList<>();

  final List<Bytes> want = new ArrayList<>();
  final Set<String> graft = new LinkedHashSet<>();
  final List<Prune> prune = new ArrayList<>();

  PeerState(PeerId id, Link link, int queueBytes) {
    this.id = id;
    this.link = link;
    this.version = link.version();
    this.outbox = new Outbox(queueBytes);
  }

  boolean isOutbound() {
    return link.side() == Link.Side.DIALLED;
  }

  void nextHeartbeat() {
    haves = 0;
    wanted = 0;
    asked = 0;
    grafts = 0;
    prunes = 0;
  }
}
