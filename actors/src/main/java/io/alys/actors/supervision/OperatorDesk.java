package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.supervision.SupervisorProtocol.Done;
import io.alys.actors.supervision.SupervisorProtocol.GetAddresses;
import io.alys.actors.supervision.SupervisorProtocol.OrderResult;
import io.alys.actors.supervision.SupervisorProtocol.Refused;
import io.alys.actors.supervision.SupervisorProtocol.Restart;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.SupervisorProtocol.Stop;
import io.alys.actors.supervision.SupervisorProtocol.TooLate;
import io.alys.actors.supervision.Ward.Footing;
import io.alys.actors.supervision.Ward.Standing;
import io.alys.messages.actor.LifecycleState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes orders from outside, passes them to the supervisor in charge, and answers each once. */
final class OperatorDesk {

  private static final String WHOLE_TREE = "/";

  /** The deadline of an order to stop has passed. */
  record TimeIsUp(String path) implements ControlMessage {}

  /** An order under way; no ward: the whole tree. */
  private record Pending(@Nullable Ward ward, boolean stop, ActorRef<OrderResult> replyTo) {}

  private final Charge charge;
  private final ActorRuntime runtime;
  private final TimerScheduler<ControlMessage> timers;
  private final Map<String, Pending> underWay = new LinkedHashMap<>();
  private final List<ActorRef<Addresses>> curious = new ArrayList<>();

  OperatorDesk(
      Charge charge, ActorContext<ControlMessage> context, TimerScheduler<ControlMessage> timers) {
    this.charge = charge;
    this.runtime = ActorRuntime.of(context.getSystem());
    this.timers = timers;
  }

  void onCommand(SupervisorProtocol.Command command) {
    switch (command) {
      case GetAddresses get -> curious.add(get.replyTo());
      case Retry retry -> onRetry(retry);
      case Restart restart -> onRestart(restart);
      case Stop stop -> onStop(stop);
    }
    onProgress();
  }

  /** Something has moved: answers what can be answered now. */
  void onProgress() {
    var addresses = charge.addresses();
    if (addresses != null) {
      curious.forEach(one -> one.tell(addresses));
      curious.clear();
    }
    for (var entry : List.copyOf(underWay.entrySet())) {
      var result = result(entry.getKey(), entry.getValue());
      if (result != null) {
        underWay.remove(entry.getKey());
        timers.cancel(new TimeIsUp(entry.getKey()));
        entry.getValue().replyTo().tell(result);
      }
    }
  }

  void onTimeIsUp(TimeIsUp timeIsUp) {
    var pending = underWay.remove(timeIsUp.path());
    if (pending != null) {
      pending.replyTo().tell(new TooLate(timeIsUp.path(), missing(timeIsUp.path())));
    }
  }

  private void onRetry(Retry retry) {
    var ward = find(retry, retry.path(), retry.replyTo());
    if (ward == null) {
      return;
    }
    if (ward.standing == Standing.GIVEN_UP || ward.standing == Standing.DELAYED) {
      begin(ward, retry.replyTo());
    } else {
      refuse(retry.path(), "it has not failed; restart it if you mean to", retry.replyTo());
    }
  }

  private void onRestart(Restart restart) {
    var ward = find(restart, restart.path(), restart.replyTo());
    if (ward == null) {
      return;
    }
    boolean moving = ward.isInService() && (ward.toBegin || ward.footing != Footing.UP);
    if (moving) {
      refuse(restart.path(), "it is just being begun", restart.replyTo());
    } else {
      begin(ward, restart.replyTo());
    }
  }

  private void begin(Ward ward, ActorRef<OrderResult> replyTo) {
    if (!charge.isUp()) {
      refuse(ward.path, "what it is part of does not serve; restart that", replyTo);
      return;
    }
    if (underWay.containsKey(ward.path)) {
      refuse(ward.path, "another order is under way", replyTo);
      return;
    }
    underWay.put(ward.path, new Pending(ward, false, replyTo));
    charge.beginAnew(ward);
  }

  private void onStop(Stop stop) {
    if (stop.path().equals(WHOLE_TREE)) {
      register(stop, null);
      charge.haltAll(new Order.Halt(Refusals.stopping("the node"), true));
      return;
    }
    var ward = find(stop, stop.path(), stop.replyTo());
    if (ward != null) {
      register(stop, ward);
      charge.stop(ward);
    }
  }

  private void register(Stop stop, @Nullable Ward ward) {
    var replaced = underWay.put(stop.path(), new Pending(ward, true, stop.replyTo()));
    if (replaced != null) {
      refuse(stop.path(), "another order to stop it has come", replaced.replyTo());
    }
    var timeIsUp = new TimeIsUp(stop.path());
    timers.startSingleTimer(timeIsUp, timeIsUp, stop.deadline());
  }

  /** The part, or null if the order was passed on or answered. */
  private @Nullable Ward find(
      SupervisorProtocol.Command command, String path, ActorRef<OrderResult> replyTo) {
    for (var ward : charge.formation().wards()) {
      if (ward.path.equals(path)) {
        return ward;
      }
      if (ward.part instanceof Subtree && path.startsWith(ward.path + "/")) {
        ward.address.tell(command);
        return null;
      }
    }
    refuse(path, "there is no such actor", replyTo);
    return null;
  }

  private @Nullable OrderResult result(String path, Pending pending) {
    var ward = pending.ward();
    if (ward == null) {
      return charge.isDown() ? new Done(path) : null;
    }
    if (pending.stop()) {
      return ward.standing == Standing.STOPPED && ward.footing == Footing.DOWN
          ? new Done(path)
          : null;
    }
    return switch (ward.standing) {
      case IN_SERVICE -> ward.footing == Footing.UP && !ward.toBegin ? new Done(path) : null;
      case DELAYED, GIVEN_UP -> new Refused(path, "it has failed again: " + ward.lastError);
      case STOPPED -> new Refused(path, "it was stopped meanwhile");
    };
  }

  private List<String> missing(String path) {
    var prefix = path.equals(WHOLE_TREE) ? WHOLE_TREE : path + "/";
    return runtime.cells().stream()
        .filter(cell -> cell.path().equals(path) || cell.path().startsWith(prefix))
        .filter(cell -> cell.state() == LifecycleState.STOPPING)
        .map(ActorCell::path)
        .sorted()
        .toList();
  }

  private static void refuse(String path, String reason, ActorRef<OrderResult> replyTo) {
    replyTo.tell(new Refused(path, reason));
  }
}
