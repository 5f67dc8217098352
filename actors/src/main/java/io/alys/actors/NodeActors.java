package io.alys.actors;

import io.alys.actors.runtime.ActorKind;
import io.alys.actors.supervision.ChildKey;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.storage.StorageProtocol;
import java.util.List;
import java.util.stream.IntStream;

/** The node's supervised actors: their names in the tree and their kinds. */
public final class NodeActors {

  /** Blocks and records on disk. */
  public static final ChildKey<StorageProtocol.Command> STORE = ChildKey.of("store");

  /** The connection to the execution client. */
  public static final ChildKey<EngineProtocol.Command> ENGINE = ChildKey.of("engine");

  /** The signer and its watermark. */
  public static final ChildKey<SigningProtocol.Command> SIGNING = ChildKey.of("signing");

  /** Templates and proofs of merged mining. */
  public static final ChildKey<AuxPowProtocol.Command> AUXPOW = ChildKey.of("auxpow");

  /** The head of the chain: import, votes, production. */
  public static final ChildKey<ChainProtocol.Command> HEAD = ChildKey.of("head");

  /** Connections, bans, who is there. */
  public static final ChildKey<PeerProtocol.Command> PEERS = ChildKey.of("peers");

  /** Gossip and questions, in and out. */
  public static final ChildKey<NetworkProtocol.Command> NETWORK = ChildKey.of("gossip");

  /** Fetches what peers have and this node lacks. */
  public static final ChildKey<SyncProtocol.Command> SYNC = ChildKey.of("sync");

  /** Its kind. */
  public static final ActorKind STORAGE_KIND = new ActorKind("storage");

  /** Its kind. */
  public static final ActorKind ENGINE_KIND = new ActorKind("engine");

  /** Its kind. */
  public static final ActorKind SIGNING_KIND = new ActorKind("signing");

  /** Of the workers that check signatures. */
  public static final ActorKind VALIDATION_KIND = new ActorKind("validation");

  /** Its kind. */
  public static final ActorKind MINING_KIND = new ActorKind("mining");

  /** Its kind. */
  public static final ActorKind CHAIN_KIND = new ActorKind("chain");

  /** Its kind. */
  public static final ActorKind PEERS_KIND = new ActorKind("peers");

  /** Its kind. */
  public static final ActorKind NETWORK_KIND = new ActorKind("gossip");

  /** Its kind. */
  public static final ActorKind SYNC_KIND = new ActorKind("sync");

  /** Of the HTTP servers. */
  public static final ActorKind SERVER_KIND = new ActorKind("server");

  /** Of the tasks of one block each: import, payload. */
  public static final ActorKind BLOCK_TASK_KIND = new ActorKind("block-task");

  /** Of the tasks that bring the execution client to the head. */
  public static final ActorKind FEEDER_KIND = new ActorKind("feeder");

  /** Of the actor that writes events to the log. */
  static final ActorKind EVENT_LOG_KIND = new ActorKind("event-log");

  /** Of the registry of actors. */
  static final ActorKind REGISTRY_KIND = new ActorKind("registry");

  private NodeActors() {}

  /** The workers of a pool that check signatures. */
  public static List<ChildKey<ValidationProtocol.Command>> validators(int workers) {
    return IntStream.rangeClosed(1, workers)
        .mapToObj(number -> ChildKey.<ValidationProtocol.Command>of("validation-" + number))
        .toList();
  }
}
