package io.alys.messages.actor;

import java.util.Map;

/**
 * What the meters of all actors of one kind show, those that have ended included; counts only grow.
 *
 * @param kind the kind's name
 * @param processed messages handled, those that failed included
 * @param failed messages during which the actor failed
 * @param dropped messages not delivered, by cause
 * @param restarts how often a behaviour was begun again
 * @param slow messages that took longer than the kind's limit
 * @param depth messages that wait now, by lane
 * @param inFlight requests taken and not answered now
 * @param states how many actors there are now, by state
 * @param processing time per message
 * @param waiting time in the mailbox
 * @param recovery time from a crash until the actor served again, without what follows
 * @param backoff time for which an actor that had failed was left out of service on purpose
 */
public record KindReading(
    String kind,
    long processed,
    long failed,
    Map<DropCause, Long> dropped,
    long restarts,
    long slow,
    Map<Priority, Long> depth,
    long inFlight,
    Map<LifecycleState, Long> states,
    DurationHistogram processing,
    DurationHistogram waiting,
    DurationHistogram recovery,
    DurationHistogram backoff) {

  /** Keeps copies of the maps. */
  public KindReading {
    dropped = Map.copyOf(dropped);
    depth = Map.copyOf(depth);
    states = Map.copyOf(states);
  }
}
