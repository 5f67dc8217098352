package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.supervision.Ward.Footing;
import io.alys.actors.supervision.Ward.Standing;
import io.alys.messages.actor.LifecycleState;
import io.alys.workflows.supervision.RestartLedger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of one supervisor and what it does with them; belongs to the supervisor's thread. */
final class Charge implements Formation.Orders {

  /** The wait before the next try of a part is over. */
  record Due(int slot) implements ControlMessage {}

  /** A part should have followed its last order by now. */
  record Overdue(int slot, Footing footing) implements ControlMessage {}

  private enum Goal {
    /** The actors of the tree are being spawned, or it waits for the supervisor above. */
    WAIT,
    UP,
    DOWN
  }

  private final TimerScheduler<ControlMessage> timers;
  private final ActorRuntime runtime;
  private final Chronicle chronicle;
  private final Formation formation;
  private final Judge judge;
  private final Shell.@Nullable Superior superior;
  private Addresses addresses = Addresses.NONE;
  private int toSpawn;
  private Goal goal = Goal.WAIT;
  private boolean underWay;
  private boolean haltedForGood;

  Charge(
      ActorContext<ControlMessage> context,
      TimerScheduler<ControlMessage> timers,
      Chronicle chronicle,
      List<Ward> wards,
      Shell.@Nullable Superior superior) {
    this.timers = timers;
    this.runtime = ActorRuntime.of(context.getSystem());
    this.chronicle = chronicle;
    this.formation = new Formation(wards);
    this.superior = superior;
    this.judge = new Judge(runtime, timers, chronicle, formation, superior);
    this.toSpawn = 1 + (int) wards.stream().filter(w -> w.part instanceof Subtree).count();
  }

  Formation formation() {
    return formation;
  }

  /** The addresses of the whole tree at its top; null until all actors exist. */
  @Nullable Addresses addresses() {
    return toSpawn == 0 ? addresses : null;
  }

  boolean isUp() {
    return goal == Goal.UP;
  }

  boolean isDown() {
    return goal == Goal.DOWN && !underWay;
  }

  /** The own actors exist, or those of a subtree. */
  void onSpawned(Addresses more) {
    addresses = addresses.with(more);
    toSpawn--;
    if (toSpawn > 0) {
      return;
    }
    if (superior == null) {
      beginAll(new Order.Begin(addresses, 0, "", false));
    } else {
      superior.supervisor().tell(new Report.Spawned(superior.slot(), addresses));
      superior.supervisor().tell(new Report.Down(superior.slot()));
    }
  }

  /** Begins all in order, each with no failures behind it. */
  void beginAll(Order.Begin begin) {
    addresses = begin.addresses();
    if (goal == Goal.WAIT) {
      formation.wards().forEach(ward -> chronicle.registered(ward, dependencies(ward)));
    }
    goal = Goal.UP;
    underWay = true;
    boolean everything = begin.everything() || haltedForGood;
    for (var ward : formation.wards()) {
      boolean given = ward.standing == Standing.GIVEN_UP && ward.beyondRestarts;
      if (everything || (ward.standing != Standing.STOPPED && !given)) {
        ward.everything = everything;
        freshen(ward);
        ward.planRestartInOrder(begin.reason());
      }
    }
    step();
  }

  /** Halts all in reverse order. */
  void haltAll(Order.Halt halt) {
    goal = Goal.DOWN;
    underWay = true;
    haltedForGood = halt.forGood();
    for (var ward : formation.wards()) {
      timers.cancel(new Due(ward.slot));
      if (halt.forGood()) {
        stopForGood(ward);
      } else if (ward.standing == Standing.GIVEN_UP && ward.footing != Footing.LEAVING) {
        continue; // its stand-in goes on answering
      } else if (ward.standing == Standing.DELAYED) {
        ward.standing = Standing.IN_SERVICE;
      }
      ward.planHalt(halt.why());
      ward.inOrder = !ward.overdue;
      if (ward.footing == Footing.DOWN) {
        settle(ward);
      }
    }
    step();
  }

  /** The subtree is down and does not begin at once. */
  void refuseAll(Order.Refuse refuse) {
    for (var ward : formation.wards()) {
      if (ward.footing == Footing.DOWN && ward.standing != Standing.STOPPED) {
        ward.address.tell(refuse);
      }
    }
  }

  void onDown(int slot) {
    var ward = formation.ward(slot);
    timers.cancel(slot);
    ward.footing = Footing.DOWN;
    ward.overdue = false;
    ward.toHalt = false;
    settle(ward);
    step();
  }

  void onBegun(int slot) {
    var ward = formation.ward(slot);
    if (ward.footing != Footing.BEGINNING) {
      return; // it was halted meanwhile
    }
    timers.cancel(slot);
    ward.footing = Footing.UP;
    ward.overdue = false;
    // One that is to halt again, as another failed meanwhile, waits for its turn and begins anew.
    if (!ward.substituted && !ward.toHalt) {
      ward.toBegin = false;
      ward.inOrder = false;
      ward.everything = false;
    }
    step();
  }

  void onServing(int slot) {
    var ward = formation.ward(slot);
    if (ward.footing == Footing.UP) {
      ward.ledger = ward.ledger.onServing(runtime.clock().nanos());
      if (ward.missed) {
        ward.missed = false;
        chronicle.restored(ward);
      }
      chronicle.moved(ward, LifecycleState.RUNNING, ward.reason);
    }
  }

  void onServed(int slot) {
    var ward = formation.ward(slot);
    ward.ledger = ward.ledger.onServed();
  }

  void onCrashed(Report.Crashed crashed) {
    var ward = formation.ward(crashed.slot());
    boolean expected = ward.footing == Footing.LEAVING || ward.toHalt;
    ward.footing = Footing.LEAVING;
    ward.lastError = Chronicle.describe(crashed.cause());
    expect(ward, ward.part.deadlines().halt());
    if (ward.substituted) {
      ward.substituted = false;
      ward.standInFailed = true;
      chronicle.standInFailed(ward, crashed.cause());
    } else if (expected) {
      chronicle.failedWhileHalting(ward, crashed.cause());
    } else {
      chronicle.moved(ward, LifecycleState.CRASHED, ward.lastError);
      judge.onFailure(ward, new Report.Loss(ward.path, ward.lastError, crashed.cause()));
    }
    step();
  }

  /** A part of a subtree is beyond the subtree's own remedies. */
  void onEscalated(Report.Escalated escalated) {
    var ward = formation.ward(escalated.slot());
    if (!ward.stands() || ward.toHalt || !ward.isInService()) {
      return; // it is begun again anyway, or not to serve
    }
    if (escalated.restartsMayHelp()) {
      ward.lastError = escalated.loss().path() + ": " + escalated.loss().reason();
      judge.onFailure(ward, escalated.loss());
      step();
    } else {
      judge.escalate(escalated.loss(), false);
    }
  }

  void onDue(Due due) {
    var ward = formation.ward(due.slot());
    if (ward.standing == Standing.DELAYED) {
      ward.standing = Standing.IN_SERVICE;
      chronicle.moved(ward, LifecycleState.RESTARTING, ward.reason);
      step();
    }
  }

  void onOverdue(Overdue late) {
    var ward = formation.ward(late.slot());
    if (ward.footing != late.footing()) {
      return;
    }
    boolean halting = late.footing() == Footing.LEAVING;
    ward.overdue = true;
    ward.inOrder = false;
    ward.toHalt = false;
    var what = halting ? "does not halt" : "does not begin";
    ward.tellNote();
    chronicle.overdue(ward, what);
    if (ward.standing != Standing.STOPPED && ward.standing != Standing.GIVEN_UP) {
      ward.missed = true;
      ward.lastError = "it " + what;
      chronicle.moved(ward, LifecycleState.FAILED, ward.lastError);
      var stuck = new IllegalStateException(ward.path + " " + what);
      judge.escalate(new Report.Loss(ward.path, ward.lastError, stuck), false);
    }
    step();
  }

  /** Cannot happen unless Akka or the shell has a bug: the address is lost for good. */
  void onGone(ActorRef<?> address) {
    for (var ward : formation.wards()) {
      if (ward.address.path().equals(address.path())) {
        timers.cancel(ward.slot);
        ward.footing = Footing.LEAVING;
        ward.toHalt = false;
        ward.overdue = true;
        judge.giveUp(
            ward,
            new Report.Loss(ward.path, "its actor has ended", new StoppedByItself(ward.path)),
            false);
      }
    }
    step();
  }

  /** An operator's order: it begins again, whatever it is. */
  void beginAnew(Ward ward) {
    timers.cancel(new Due(ward.slot));
    ward.everything = true;
    freshen(ward);
    ward.planRestart("on an operator's order");
    ward.inOrder = false;
    chronicle.moved(ward, LifecycleState.RESTARTING, ward.reason);
    step();
  }

  /** An operator's order, or a shutdown's: it ends. */
  void stop(Ward ward) {
    timers.cancel(new Due(ward.slot));
    stopForGood(ward);
    ward.planHalt(ward.whenDown);
    ward.inOrder = false;
    if (ward.footing == Footing.DOWN) {
      settle(ward);
    }
    step();
  }

  @Override
  public void halt(Ward ward) {
    ward.footing = Footing.LEAVING;
    ward.substituted = false;
    if (ward.isInService()) {
      chronicle.moved(ward, LifecycleState.RESTARTING, ward.whenHalted.reason());
    }
    expect(ward, ward.part.deadlines().halt());
    ward.address.tell(new Order.Halt(ward.whenHalted, ward.standing == Standing.STOPPED));
  }

  @Override
  public void begin(Ward ward) {
    ward.footing = Footing.BEGINNING;
    ward.begins++;
    if (ward.begins > 1) {
      chronicle.moved(ward, LifecycleState.RESTARTING, ward.reason);
    }
    ward.ledger = ward.ledger.onBegin();
    expect(ward, ward.part.deadlines().begin());
    ward.address.tell(
        new Order.Begin(addresses, ward.ledger.trial(), ward.reason, ward.everything));
    ward.tellNote();
  }

  private void step() {
    if (goal == Goal.WAIT) {
      return;
    }
    formation.step(this);
    if (!underWay) {
      return;
    }
    if (goal == Goal.UP && formation.isUp()) {
      underWay = false;
      if (superior != null) {
        superior.supervisor().tell(new Report.Begun(superior.slot()));
        superior.supervisor().tell(new Report.Serving(superior.slot()));
      }
    } else if (goal == Goal.DOWN && formation.isDown()) {
      underWay = false;
      if (superior != null) {
        superior.supervisor().tell(new Report.Down(superior.slot()));
      }
    }
  }

  private void stopForGood(Ward ward) {
    if (ward.standing == Standing.STOPPED) {
      return;
    }
    ward.standing = Standing.STOPPED;
    ward.whenDown = Refusals.stopping(ward.path);
    chronicle.moved(ward, LifecycleState.STOPPING, "");
  }

  /** Tells a part that is down, and does not begin now, what to do meanwhile. */
  private void settle(Ward ward) {
    switch (ward.standing) {
      case IN_SERVICE -> {}
      case DELAYED -> ward.address.tell(new Order.Refuse(ward.whenDown, false));
      case STOPPED -> {
        chronicle.moved(ward, LifecycleState.STOPPED, "");
        ward.address.tell(new Order.Refuse(ward.whenDown, true));
      }
      case GIVEN_UP -> {
        if (hasStandIn(ward)) {
          ward.substituted = true;
          ward.footing = Footing.BEGINNING;
          expect(ward, ward.part.deadlines().begin());
          ward.address.tell(new Order.Substitute(ward.whenDown.reason()));
        } else {
          ward.address.tell(new Order.Refuse(ward.whenDown, false));
        }
      }
    }
  }

  private static boolean hasStandIn(Ward ward) {
    return !ward.standInFailed
        && ward.part instanceof ChildSpec<?> spec
        && spec.standIn().isPresent();
  }

  private static void freshen(Ward ward) {
    ward.ledger = RestartLedger.of(ward.part.strategy());
    ward.beyondRestarts = false;
    ward.standInFailed = false;
  }

  private void expect(Ward ward, Duration within) {
    timers.startSingleTimer(ward.slot, new Overdue(ward.slot, ward.footing), within);
  }

  private List<String> dependencies(Ward ward) {
    if (!(ward.part instanceof ChildSpec<?> spec)) {
      return List.of();
    }
    return spec.dependencies().stream().map(key -> pathOf(addresses.of(key))).toList();
  }

  private static String pathOf(ActorRef<?> address) {
    var path = address.path().toStringWithoutAddress();
    return path.startsWith("/user/") ? path.substring("/user".length()) : path;
  }
}
