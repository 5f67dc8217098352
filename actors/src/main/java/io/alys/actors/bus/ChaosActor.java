package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.supervision.Crash;
import io.alys.actors.supervision.Pause;
import io.alys.messages.actor.ChaosProtocol.AddFault;
import io.alys.messages.actor.ChaosProtocol.Command;
import io.alys.messages.actor.ChaosProtocol.CrashActors;
import io.alys.messages.actor.ChaosProtocol.EndFault;
import io.alys.messages.actor.ChaosProtocol.Faults;
import io.alys.messages.actor.ChaosProtocol.ListFaults;
import io.alys.messages.actor.ChaosProtocol.PauseActors;
import io.alys.messages.actor.ChaosProtocol.Struck;
import java.util.ArrayList;

/**
 * Makes actors fail and disturbs their messages by order. It exists only on nodes that are started
 * for tests; while no fault is in force, messages travel as on any other node.
 */
public final class ChaosActor extends AbstractOnMessageBehavior<Command> {

  private static final ActorKind KIND = new ActorKind(ChaosRules.KIND);

  private final ActorRuntime runtime;
  private final ChaosRules rules;

  /** Starts it as a child of {@code parent}, without any fault. */
  public static ActorRef<Command> start(ActorContext<?> parent) {
    var runtime = ActorRuntime.of(parent.getSystem());
    var behavior = Behaviors.<Command>setup(context -> new ChaosActor(context, runtime));
    return runtime.spawnTask(parent, KIND, "chaos", behavior);
  }

  private ChaosActor(ActorContext<Command> context, ActorRuntime runtime) {
    super(context);
    this.runtime = runtime;
    this.rules = new ChaosRules(runtime.clock(), runtime.entropy());
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case CrashActors(var actors, var why, var replyTo) ->
          replyTo.tell(strike(actors, new Crash(why)));
      case PauseActors(var actors, var length, var replyTo) ->
          replyTo.tell(strike(actors, new Pause(length)));
      case AddFault(var fault, var replyTo) -> {
        rules.add(fault);
        replyTo.tell(inForce());
      }
      case EndFault(var fault, var replyTo) -> {
        if (fault == null) {
          rules.endAll();
        } else {
          rules.end(fault);
        }
        replyTo.tell(inForce());
      }
      case ListFaults(var replyTo) -> replyTo.tell(inForce());
    }
    return this;
  }

  /** Installs the rules as long as there are any. */
  private Faults inForce() {
    var active = rules.active();
    runtime.filterMessages(active.isEmpty() ? null : rules);
    return new Faults(active);
  }

  private Struck strike(String pattern, ControlMessage order) {
    var fits = PathPattern.of(pattern);
    var struck = new ArrayList<String>();
    for (var cell : runtime.cells()) {
      if (fits.fits(cell.path()) && cell.isSupervised()) {
        cell.address().ifPresent(address -> address.tell(order));
        struck.add(cell.path());
      }
    }
    getContext().getLog().warn("{} for {}", order, struck);
    return new Struck(struck);
  }
}
