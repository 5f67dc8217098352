package io.alys.actors.bus;

import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.MessageFilter;
import io.alys.actors.runtime.MonotonicClock;
import io.alys.messages.actor.ChaosProtocol;
import io.alys.messages.actor.ChaosProtocol.ActiveFault;
import io.alys.messages.actor.ChaosProtocol.Fault;
import io.alys.messages.actor.ChaosProtocol.FaultId;
import io.alys.messages.actor.Deadline;
import io.alys.workflows.ports.Entropy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force on a test node: decides about each message by the first fault that meets it.
 * Any thread may use it.
 */
public final class ChaosRules implements MessageFilter {

  /** What is told to actors of this name's kind is never disturbed, so that faults can be ended. */
  static final String KIND = "chaos";

  private final MonotonicClock clock;
  private final Entropy entropy;
  private final AtomicLong ids = new AtomicLong();
  private final CopyOnWriteArrayList<Active> faults = new CopyOnWriteArrayList<>();

  /**
   * No faults yet.
   *
   * @param clock for the ends of faults
   * @param entropy for faults that meet only a share of the messages
   */
  public ChaosRules(MonotonicClock clock, Entropy entropy) {
    this.clock = clock;
    this.entropy = entropy;
  }

  /** Puts a fault in force. */
  public FaultId add(Fault fault) {
    var id = new FaultId(ids.incrementAndGet());
    var length = fault.extent().length();
    var end = length == null ? null : Deadline.in(length, clock.nanos());
    faults.add(new Active(id, fault, end));
    return id;
  }

  /** Loses all messages between two parts of the tree, in both directions, until ended. */
  public void separate(String one, String other) {
    add(Fault.always(one, other, new ChaosProtocol.Lose()));
    add(Fault.always(other, one, new ChaosProtocol.Lose()));
  }

  /** Ends a fault; one that has ended stays so. */
  public void end(FaultId id) {
    faults.removeIf(active -> active.id.equals(id));
  }

  /** Ends all faults. */
  public void endAll() {
    faults.clear();
  }

  /** The faults in force, the oldest first. */
  public List<ActiveFault> active() {
    long now = clock.nanos();
    faults.removeIf(active -> active.isOver(now));
    return faults.stream().map(Active::reading).toList();
  }

  @Override
  public Verdict onSend(String sender, ActorCell target, Object message) {
    if (faults.isEmpty() || target.kind().name().equals(KIND)) {
      return Verdict.DELIVER;
    }
    for (var active : faults) {
      if (active.concerns(sender, target.path()) && isDrawn(active.fault) && active.hit(clock)) {
        return verdict(active.fault);
      }
    }
    return Verdict.DELIVER;
  }

  private boolean isDrawn(Fault fault) {
    return fault.percent() == 100 || entropy.below(100) < fault.percent();
  }

  private static Verdict verdict(Fault fault) {
    return switch (fault.effect()) {
      case ChaosProtocol.Lose _ -> Verdict.DROP;
      case ChaosProtocol.Duplicate _ -> Verdict.DUPLICATE;
      case ChaosProtocol.Delay(var by) -> new Delay(by);
    };
  }

  private static final class Active {
    private final FaultId id;
    private final Fault fault;
    private final @Nullable Deadline end;
    private final long most;
    private final PathPattern from;
    private final PathPattern to;
    private final AtomicLong hits = new AtomicLong();

    Active(FaultId id, Fault fault, @Nullable Deadline end) {
      this.id = id;
      this.fault = fault;
      this.end = end;
      var messages = fault.extent().messages();
      this.most = messages == null ? Long.MAX_VALUE : messages;
      this.from = PathPattern.of(fault.from());
      this.to = PathPattern.of(fault.to());
    }

    boolean concerns(String sender, String target) {
      return to.fits(target) && from.fits(sender);
    }

    /** Counts the message, unless the fault is over. */
    boolean hit(MonotonicClock clock) {
      if (end != null && end.hasPassed(clock.nanos())) {
        return false;
      }
      return hits.getAndUpdate(so -> so < most ? so + 1 : so) < most;
    }

    boolean isOver(long now) {
      return hits.get() >= most || (end != null && end.hasPassed(now));
    }

    ActiveFault reading() {
      return new ActiveFault(id, fault, hits.get());
    }
  }
}
