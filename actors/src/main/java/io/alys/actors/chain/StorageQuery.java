package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.storage.StorageProtocol;
import java.time.Duration;
import java.util.function.Function;

/** Answers one block query from the store, or says that it did not answer; then stops. */
final class StorageQuery {

  private record Answered(StorageProtocol.BlockResult result) implements ActorMessage {}

  private record TimedOut() implements ActorMessage {}

  private StorageQuery() {}

  /** A query that starts at once. */
  static Behavior<ActorMessage> create(
      ActorRef<StorageProtocol.Command> storage,
      Function<ActorRef<StorageProtocol.BlockResult>, StorageProtocol.Command> question,
      Duration timeout,
      ActorRef<ChainProtocol.BlockReply> replyTo) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new TimedOut(), timeout);
                  storage.tell(
                      question.apply(
                          context.messageAdapter(
                              StorageProtocol.BlockResult.class, Answered::new)));
                  return Behaviors.receive(ActorMessage.class)
                      .onMessage(Answered.class, answered -> end(replyTo, answered.result()))
                      .onMessage(TimedOut.class, late -> unavailable(replyTo, "store timed out"))
                      .build();
                }));
  }

  private static Behavior<ActorMessage> end(
      ActorRef<ChainProtocol.BlockReply> replyTo, StorageProtocol.BlockResult result) {
    return switch (result) {
      case StorageProtocol.BlockFound found -> {
        replyTo.tell(
            new ChainProtocol.Found(found.block().block(), found.block().context().root()));
        yield Behaviors.stopped();
      }
      case StorageProtocol.BlockMissing missing -> {
        replyTo.tell(new ChainProtocol.NotFound());
        yield Behaviors.stopped();
      }
      case StorageProtocol.StorageRefused refused -> unavailable(replyTo, refused.reason());
      case StorageProtocol.StorageUnavailable away -> unavailable(replyTo, away.reason());
    };
  }

  private static Behavior<ActorMessage> unavailable(
      ActorRef<ChainProtocol.BlockReply> replyTo, String reason) {
    replyTo.tell(new ChainProtocol.BlockUnavailable(reason));
    return Behaviors.stopped();
  }
}
