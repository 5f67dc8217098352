package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import io.alys.messages.actor.Priority;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Actors that do the same work: each message goes to the one that has least to do, of equals to the
 * next in turn. Members that are out of service get nothing while another one serves.
 */
public final class Group<T> extends Address<T> {

  /** Longer than any queue: such members are chosen only when there is no other. */
  private static final int AWAY = 1 << 24;

  private static final int REFUSES = 1 << 26;
  private static final int GONE = 1 << 28;

  private final String name;
  private final List<Recipient<T>> members;
  private final AtomicInteger turn = new AtomicInteger();

  Group(Post post, String name, List<ActorRef<T>> members) {
    super(post);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group needs members: " + name);
    }
    this.name = name;
    this.members = members.stream().map(actor -> Recipient.of(actor, post.runtime())).toList();
  }

  @Override
  public String path() {
    return name;
  }

  @Override
  Recipient<T> next() {
    int size = members.size();
    int first = Math.floorMod(turn.getAndIncrement(), size);
    int best = 0;
    int least = load(members.get(first));
    for (int i = 1; i < size && least > 0; i++) {
      int load = load(members.get((first + i) % size));
      if (load < least) {
        best = i;
        least = load;
      }
    }
    if (best > 0) {
      // The turn goes on after the chosen one, or who follows a busy one would get its share too.
      turn.addAndGet(best);
    }
    return members.get((first + best) % size);
  }

  /**
   * What waits at a member and what it has taken and not answered. A member behind a closed gate
   * will take its messages later, one that refuses answers at least, one that has stopped does not.
   */
  private static int load(Recipient<?> member) {
    var cell = member.cell();
    if (member.isGone()) {
      return GONE;
    }
    if (cell == null) {
      return 0;
    }
    int load = cell.depth(Priority.CONSENSUS) + cell.depth(Priority.BULK) + cell.inFlight();
    if (cell.refusal() != null) {
      return REFUSES + load;
    }
    return cell.isOpen() ? load : AWAY + load;
  }
}
