package io.alys.node.admin;

import io.alys.actors.bus.Address;
import io.alys.messages.actor.ChaosProtocol;
import io.alys.messages.actor.ChaosProtocol.ActiveFault;
import io.alys.messages.actor.ChaosProtocol.ChaosUnavailable;
import io.alys.messages.actor.ChaosProtocol.Command;
import io.alys.messages.actor.ChaosProtocol.Effect;
import io.alys.messages.actor.ChaosProtocol.Extent;
import io.alys.messages.actor.ChaosProtocol.Fault;
import io.alys.messages.actor.ChaosProtocol.FaultId;
import io.alys.messages.actor.ChaosProtocol.FaultResult;
import io.alys.messages.actor.ChaosProtocol.Faults;
import io.alys.messages.actor.ChaosProtocol.StrikeResult;
import io.alys.messages.actor.ChaosProtocol.Struck;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands chaos orders to the ChaosActor; see docs/actors/chaos.md for verbs and parameters. */
public final class ChaosDesk implements ChaosOrders {

  private static final String ACTORS = "actors";
  private static final String FOR = "for-ms";
  private static final String BY = "by-ms";
  private static final String FAULT = "fault";
  private static final String PERCENT = "percent";
  private static final String MESSAGES = "messages";
  private static final int LONGEST_MILLIS = 3_600_000;
  private static final Set<String> FAULT_PARAMETERS =
      Set.of("from", "to", BY, PERCENT, MESSAGES, FOR);

  private final Address<Command> chaos;
  private final Asking asking;

  /**
   * A desk before the system's ChaosActor.
   *
   * @param within how long an order may take
   */
  public ChaosDesk(Address<Command> chaos, Duration within) {
    this.chaos = chaos;
    this.asking = new Asking(within);
  }

  @Override
  public Outcome apply(String verb, Map<String, String> parameters) {
    try {
      return switch (verb) {
        case "crash" -> crash(only(parameters, Set.of(ACTORS, "why")));
        case "pause" -> pause(only(parameters, Set.of(ACTORS, FOR)));
        case "lose" -> add(parameters, new ChaosProtocol.Lose());
        case "duplicate" -> add(parameters, new ChaosProtocol.Duplicate());
        case "delay" -> add(parameters, new ChaosProtocol.Delay(millis(parameters, BY)));
        case "end" -> end(only(parameters, Set.of(FAULT)));
        case "list" -> {
          only(parameters, Set.of());
          yield list();
        }
        default -> new Refused("the verbs are crash, pause, lose, duplicate, delay, end and list");
      };
    } catch (QueryReader.BadQuery bad) {
      return new Refused(String.valueOf(bad.getMessage()));
    }
  }

  private Outcome crash(Map<String, String> parameters) throws QueryReader.BadQuery {
    var actors = text(parameters, ACTORS);
    var why = parameters.getOrDefault("why", "ordered");
    return struck(
        asking.<Command, StrikeResult>ask(
            chaos, me -> new ChaosProtocol.CrashActors(actors, why, me)));
  }

  private Outcome pause(Map<String, String> parameters) throws QueryReader.BadQuery {
    var actors = text(parameters, ACTORS);
    var length = millis(parameters, FOR);
    return struck(
        asking.<Command, StrikeResult>ask(
            chaos, me -> new ChaosProtocol.PauseActors(actors, length, me)));
  }

  private static Outcome struck(StrikeResult result) {
    return switch (result) {
      case Struck(var actors) when actors.isEmpty() ->
          new Refused("no supervised actor has such a path");
      case Struck(var actors) -> new Applied(String.join(" ", actors));
      case ChaosUnavailable(var why) -> new Refused(why.reason());
    };
  }

  private Outcome add(Map<String, String> parameters, Effect effect) throws QueryReader.BadQuery {
    only(parameters, FAULT_PARAMETERS);
    var fault =
        new Fault(
            parameters.getOrDefault("from", "**"),
            text(parameters, "to"),
            effect,
            Numbers.of(parameters, PERCENT, 100, 100),
            new Extent(
                parameters.containsKey(MESSAGES)
                    ? Numbers.of(parameters, MESSAGES, 1, Integer.MAX_VALUE)
                    : null,
                parameters.containsKey(FOR) ? millis(parameters, FOR) : null));
    return faults(
        asking.<Command, FaultResult>ask(chaos, me -> new ChaosProtocol.AddFault(fault, me)));
  }

  private Outcome end(Map<String, String> parameters) throws QueryReader.BadQuery {
    @Nullable FaultId fault = Numbers.of(parameters, FAULT).map(FaultId::new).orElse(null);
    return faults(
        asking.<Command, FaultResult>ask(chaos, me -> new ChaosProtocol.EndFault(fault, me)));
  }

  private Outcome list() {
    return faults(asking.<Command, FaultResult>ask(chaos, ChaosProtocol.ListFaults::new));
  }

  private static Outcome faults(FaultResult result) {
    return switch (result) {
      case Faults(var active) ->
          new Applied(active.stream().map(ChaosDesk::line).collect(Collectors.joining("; ")));
      case ChaosUnavailable(var why) -> new Refused(why.reason());
    };
  }

  private static String line(ActiveFault active) {
    var fault = active.fault();
    return "%d: %s from %s to %s, %d %%, met %d"
        .formatted(
            active.id().value(),
            fault.effect(),
            fault.from(),
            fault.to(),
            fault.percent(),
            active.hits());
  }

  private static Map<String, String> only(Map<String, String> parameters, Set<String> known)
      throws QueryReader.BadQuery {
    for (var name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw new QueryReader.BadQuery("unknown parameter " + name);
      }
    }
    return parameters;
  }

  private static String text(Map<String, String> parameters, String name)
      throws QueryReader.BadQuery {
    var text = parameters.get(name);
    if (text == null || text.isEmpty()) {
      throw new QueryReader.BadQuery(name + " is missing");
    }
    return text;
  }

  private static Duration millis(Map<String, String> parameters, String name)
      throws QueryReader.BadQuery {
    text(parameters, name);
    return Duration.ofMillis(Numbers.of(parameters, name, 1, LONGEST_MILLIS));
  }
}
