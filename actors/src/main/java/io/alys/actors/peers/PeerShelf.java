package io.alys.actors.peers;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.actors.bus.Address;
import io.alys.messages.ActorMessage;
import io.alys.messages.peers.Ban;
import io.alys.messages.peers.BanTarget;
import io.alys.messages.peers.PeerProtocol.OrderReply;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.PeerRecords;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bans and learned addresses on disk. Part of the PeerActor. */
final class PeerShelf {

  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final ActorContext<ActorMessage> context;
  private final Address<StorageProtocol.Command> storage;

  PeerShelf(ActorContext<ActorMessage> context, Address<StorageProtocol.Command> storage) {
    this.context = context;
    this.storage = storage;
  }

  void load(RecordSpace space, Function<RecordsResult, ActorMessage> wrap) {
    storage.ask(context, WITHIN, me -> new StorageProtocol.GetRecords(space, me), wrap);
  }

  void keep(Ban ban, @Nullable ActorRef<OrderReply> replyTo) {
    var stored = PeerRecords.of(ban);
    write(
        me -> new StorageProtocol.PutRecord(PeerRecords.BANS, stored.key(), stored.value(), me),
        replyTo);
  }

  void drop(List<BanTarget> targets, @Nullable ActorRef<OrderReply> replyTo) {
    var keys = targets.stream().map(PeerRecords::keyOf).toList();
    write(me -> new StorageProtocol.DeleteRecords(PeerRecords.BANS, keys, me), replyTo);
  }

  void keep(PeerAddress address) {
    var stored = PeerRecords.of(address);
    write(
        me ->
            new StorageProtocol.PutRecord(PeerRecords.ADDRESSES, stored.key(), stored.value(), me),
        null);
  }

  void drop(PeerId peer) {
    var keys = List.of(PeerRecords.keyOf(peer));
    write(me -> new StorageProtocol.DeleteRecords(PeerRecords.ADDRESSES, keys, me), null);
  }

  private void write(
      Function<ActorRef<RecordResult>, StorageProtocol.Command> change,
      @Nullable ActorRef<OrderReply> replyTo) {
    Function<RecordResult, ActorMessage> written = result -> new PeerEvent.Written(result, replyTo);
    storage.ask(context, WITHIN, change, written);
  }
}
