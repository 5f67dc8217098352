package io.alys.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.ChaosActor;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.chain.ChainPlan;
import io.alys.actors.network.NetworkPlan;
import io.alys.actors.registry.ActorRoster;
import io.alys.actors.registry.RegistryActor;
import io.alys.actors.registry.RegistrySettings;
import io.alys.actors.registry.RuntimeProbe;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.storage.StoragePlan;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Supervisor;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.registry.RegistryProtocol;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The root of the actor tree: the bus and the registry, and below it the supervised parts in the
 * order in which they begin: storage, chain, network if there is one, api.
 */
public final class Guardian {

  private Guardian() {}

  /**
   * What the node is made of.
   *
   * @param network null for a node without peers
   * @param roster the registry's memory, whose health others read
   * @param api makes the servers at the node's rim
   * @param chaos whether faults can be ordered
   */
  public record Plan(
      StoragePlan storage,
      ChainPlan chain,
      @Nullable NetworkPlan network,
      Function<Surroundings, Part> api,
      InstantSource clock,
      RegistrySettings registry,
      ActorRoster roster,
      boolean chaos) {}

  /** The guardian; it takes orders about its parts. */
  public static Behavior<SupervisorProtocol.Command> create(Plan plan) {
    return Behaviors.setup(
        context -> {
          var around = surroundings(context, plan);
          return Supervisor.create(parts(plan, around), List.of(around.registry().narrow()));
        });
  }

  private static List<Part> parts(Plan plan, Surroundings around) {
    var parts = new ArrayList<Part>();
    parts.add(plan.storage().part(around));
    parts.add(plan.chain().part(around));
    if (plan.network() != null) {
      parts.add(plan.network().part(around));
    }
    parts.add(plan.api().apply(around));
    return parts;
  }

  private static Surroundings surroundings(
      ActorContext<SupervisorProtocol.Command> context, Plan plan) {
    var bus = Bus.start(context, new Bus.Settings(DeadLetterLimits.DEFAULT, plan.clock()));
    var runtime = ActorRuntime.of(context.getSystem());
    runtime.spawnTask(
        context, NodeActors.EVENT_LOG_KIND, "event-log", EventLog.create(bus.events().topic()));
    var registry = registry(context, plan, bus);
    var chaos = plan.chaos() ? ChaosActor.start(context) : null;
    return new Surroundings(
        bus, registry, context.getSelf(), context.getSystem().scheduler(), chaos);
  }

  /** Restarted at once without limit: its memory is not its own, and nothing else would help. */
  private static ActorRef<RegistryProtocol.Command> registry(
      ActorContext<?> context, Plan plan, Bus bus) {
    var runtime = ActorRuntime.of(context.getSystem());
    var means =
        new RegistryActor.Means(
            plan.registry(), plan.roster(), new RuntimeProbe(runtime), plan.clock());
    var behavior =
        Behaviors.supervise(RegistryActor.create(means, bus.events()))
            .onFailure(SupervisorStrategy.restart());
    return runtime.spawnTask(context, NodeActors.REGISTRY_KIND, "registry", behavior);
  }
}
