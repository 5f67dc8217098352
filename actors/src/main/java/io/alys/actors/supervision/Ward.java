package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ControlMessage;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Unavailable;
import io.alys.workflows.supervision.RestartLedger;
import org.jspecify.annotations.Nullable;

/** What a supervisor keeps of one of its parts: how it stands, and what is to become of it. */
final class Ward {

  /** How it stands, as far as it has reported. */
  enum Footing {
    /** It can be begun. */
    DOWN,
    /** It was told to begin. */
    BEGINNING,
    /** It has begun; its actor, or the stand-in. */
    UP,
    /** It was told to halt, or has failed; or it has only just been spawned. */
    LEAVING
  }

  /** Whether it is to serve at all. */
  enum Standing {
    /** It is begun again when it fails, as its strategy says. */
    IN_SERVICE,
    /** It waits for its next try. */
    DELAYED,
    /** It has been given up. */
    GIVEN_UP,
    /** It was stopped for good. */
    STOPPED
  }

  final int slot;
  final Part part;
  final String path;
  final ActorRef<ControlMessage> address;
  final ActorCell cell;

  Footing footing = Footing.LEAVING;
  Standing standing = Standing.IN_SERVICE;
  LifecycleState state = LifecycleState.STARTING;
  RestartLedger ledger;

  /** It is to be halted; until it is down. */
  boolean toHalt;

  /** It is to be begun as soon as it is down; until it has reported that it has begun. */
  boolean toBegin;

  /** It halts and begins in step with the others of which this is true. */
  boolean inOrder;

  /** It has not followed an order within its deadline, and the others have gone on. */
  boolean overdue;

  /** What stands, or begins, is the stand-in. */
  boolean substituted;

  /** The stand-in has failed, too. */
  boolean standInFailed;

  /** It was reported as missing and has not served since. */
  boolean missed;

  /** It was given up and restarts above do not help; an operator has to order a retry. */
  boolean beyondRestarts;

  /** It begins on an operator's order: a subtree with all that it has given up or stopped. */
  boolean everything;

  /** What requests in flight are answered with when it is halted. */
  Unavailable whenHalted;

  /** What requests are refused with when it is down and does not begin at once. */
  Unavailable whenDown;

  /** Why it is begun. */
  String reason = "";

  @Nullable String lastError;

  /** What is to be logged of its restart; told late, since writing a stack trace takes a while. */
  @Nullable Runnable note;

  int begins;

  Ward(int slot, Part part, ActorRef<ControlMessage> address, ActorCell cell) {
    this.slot = slot;
    this.part = part;
    this.path = cell.path();
    this.address = address;
    this.cell = cell;
    this.ledger = RestartLedger.of(part.strategy());
    this.whenHalted = Refusals.restarting(path);
    this.whenDown = whenHalted;
  }

  /** How often it was begun again. */
  int restarts() {
    return Math.max(0, begins - 1);
  }

  /** Whether its supervisor begins it again when others of it are. */
  boolean isInService() {
    return standing == Standing.IN_SERVICE;
  }

  /** Whether something stands that has to be told to halt. */
  boolean stands() {
    return footing == Footing.UP || footing == Footing.BEGINNING;
  }

  /** It halts if it stands, and begins once it is down. */
  void planRestart(String why) {
    standing = Standing.IN_SERVICE;
    toHalt = stands();
    toBegin = true;
    whenHalted = Refusals.restarting(path);
    reason = why;
  }

  /** The same in step with others. */
  void planRestartInOrder(String why) {
    planRestart(why);
    inOrder = !overdue;
    toHalt = footing != Footing.DOWN && inOrder && begins > 0;
  }

  /** It goes down if it isn't, and stays so. */
  void planHalt(Unavailable why) {
    toBegin = false;
    toHalt = footing != Footing.DOWN && !overdue;
    whenHalted = why;
  }

  /** Logs what is still to be logged of it. */
  void tellNote() {
    var told = note;
    note = null;
    if (told != null) {
      told.run();
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
