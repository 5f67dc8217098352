package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.runtime.Spawn;
import io.alys.messages.registry.ActorNotice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Spawns the parts of a supervisor; they wait to be begun. */
final class Nursery {

  private static final ActorKind SUPERVISOR = new ActorKind("supervisor");

  private final ActorContext<ControlMessage> context;
  private final List<ActorRef<ActorNotice>> observers;
  private Addresses addresses = Addresses.NONE;

  Nursery(ActorContext<ControlMessage> context, List<ActorRef<ActorNotice>> observers) {
    this.context = context;
    this.observers = observers;
  }

  /** Refuses two parts of one name, wherever they are in the tree. */
  static void checkNames(List<Part> parts) {
    checkNames(parts, new HashSet<>());
  }

  private static void checkNames(List<Part> parts, Set<String> taken) {
    for (var part : parts) {
      if (!taken.add(part.name())) {
        throw new IllegalArgumentException("two parts of the name " + part.name());
      }
      if (part instanceof Subtree subtree) {
        checkNames(subtree.parts(), taken);
      }
    }
  }

  List<Ward> spawn(List<Part> parts) {
    var wards = new ArrayList<Ward>();
    for (var part : parts) {
      var superior = new Shell.Superior(context.getSelf().narrow(), wards.size());
      var ward =
          switch (part) {
            case ChildSpec<?> spec -> spawn(spec, superior);
            case Subtree subtree -> spawn(subtree, superior);
          };
      context.watch(ward.address);
      wards.add(ward);
    }
    return wards;
  }

  /** Those of the actors spawned here. */
  Addresses addresses() {
    return addresses;
  }

  private <T> Ward spawn(ChildSpec<T> spec, Shell.Superior superior) {
    var spawned = Shell.spawn(context, spec, superior);
    addresses = addresses.with(spec.key(), spawned.address());
    return new Ward(
        superior.slot(), spec, spawned.address().unsafeUpcast().narrow(), spawned.cell());
  }

  private Ward spawn(Subtree subtree, Shell.Superior superior) {
    var cells = new ActorCell[1];
    var address =
        ActorRuntime.of(context.getSystem())
            .spawn(
                context,
                Spawn.of(subtree.name(), SUPERVISOR),
                cell -> {
                  cells[0] = cell;
                  return PingInterceptor.around(
                      cell, Supervisor.below(superior, subtree, observers));
                });
    return new Ward(superior.slot(), subtree, address, cells[0]);
  }
}
