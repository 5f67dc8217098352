package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.internal.InternalRecipientRef;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorRuntime;
import org.jspecify.annotations.Nullable;

/**
 * An actor as the bus sees it.
 *
 * @param actor its address
 * @param path below the user guardian, such as {@code /chain/engine}
 * @param cell shared with its mailbox; null for an actor outside the runtime, such as a probe or an
 *     adapter, which gets messages without envelopes
 */
record Recipient<T>(ActorRef<T> actor, String path, @Nullable ActorCell cell) {

  private static final String USER = "/user/";

  static <T> Recipient<T> of(ActorRef<T> actor, ActorRuntime runtime) {
    var path = pathOf(actor.path());
    return new Recipient<>(
        actor, path, runtime.cell(path).filter(cell -> isAt(cell, actor)).orElse(null));
  }

  /** An actor's adapters have paths below its own and a new actor may have the path of an old. */
  private static boolean isAt(ActorCell cell, ActorRef<?> actor) {
    return cell.address().filter(address -> address.path().equals(actor.path())).isPresent();
  }

  static String pathOf(akka.actor.ActorPath actor) {
    var path = actor.toStringWithoutAddress();
    return path.startsWith(USER) ? path.substring(USER.length() - 1) : path;
  }

  /** Whether nobody will ever take a message there again. */
  boolean isGone() {
    return actor instanceof InternalRecipientRef<?> known && known.isTerminated();
  }

  /** The same address for whatever the actor takes, envelopes included. */
  ActorRef<Object> untyped() {
    return actor.unsafeUpcast();
  }
}
