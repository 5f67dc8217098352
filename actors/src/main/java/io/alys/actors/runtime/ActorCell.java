package io.alys.actors.runtime;

import akka.actor.typed.ActorRef;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the mailbox, the shell and the meters of one actor share. What any thread may call says so;
 * the rest belongs to the thread that runs the actor.
 */
public final class ActorCell {

  private final ActorRuntime runtime;
  private final String path;
  private final ActorKind kind;
  private final KindLimits limits;
  private final long idPrefix;
  private final ActorStats stats = new ActorStats();
  private final Pace pace;
  private final OpenRequests requests = new OpenRequests();

  private volatile boolean open = true;
  private volatile @Nullable Unavailable refusal;
  private volatile int incarnation;
  private volatile LifecycleState state = LifecycleState.STARTING;
  private volatile @Nullable LaneQueue mailbox;
  private volatile @Nullable Runnable whenServing;

  /** How many ids were given out; apart from what senders read. */
  private final long[] ids = new long[2 * Padding.LONGS];

  ActorCell(ActorRuntime runtime, String path, ActorKind kind, long number) {
    this.runtime = runtime;
    this.path = path;
    this.kind = kind;
    this.limits = runtime.limits(kind);
    this.pace = new Pace(stats, runtime.mailboxes());
    this.idPrefix = number << 40;
  }

  /** Path of the actor below the user guardian, such as {@code /chain/engine}; for any thread. */
  public String path() {
    return path;
  }

  /** Its kind; for any thread. */
  public ActorKind kind() {
    return kind;
  }

  /** Its limits; for any thread. */
  public KindLimits limits() {
    return limits;
  }

  /** What it shares with all others; for any thread. */
  public ActorRuntime runtime() {
    return runtime;
  }

  /** Its counts; for any thread. */
  public ActorStats stats() {
    return stats;
  }

  /** Its address, whatever it receives, empty while it is being spawned; for any thread. */
  public Optional<ActorRef<Object>> address() {
    var queue = mailbox;
    return queue == null ? Optional.empty() : Optional.of(queue.address());
  }

  /** Messages that wait in a lane now; for any thread. */
  public int depth(Priority lane) {
    var queue = mailbox;
    return queue == null ? 0 : queue.depth(lane);
  }

  /** Requests taken and not answered now; for any thread. */
  public int inFlight() {
    return requests.open();
  }

  /** Where it stands in its life; for any thread. */
  public LifecycleState state() {
    return state;
  }

  /** Says where it stands in its life, for the meters; for any thread. */
  public void moveTo(LifecycleState state) {
    this.state = state;
  }

  /** Lets messages through, or keeps all but control messages in the mailbox; for any thread. */
  public void setOpen(boolean open) {
    this.open = open;
    var queue = mailbox;
    if (open && queue != null) {
      queue.wake();
    }
  }

  /** Whether messages get through; for any thread. */
  public boolean isOpen() {
    return open;
  }

  /**
   * While set, requests are answered with it and other messages become dead letters, the gate being
   * open; null ends that. For any thread.
   */
  public void refuseWith(@Nullable Unavailable refusal) {
    this.refusal = refusal;
  }

  /** What requests are refused with, null when they are not; for any thread. */
  public @Nullable Unavailable refusal() {
    return refusal;
  }

  /** Answers the requests that the actor took and did not answer. */
  public void refuseInFlight(Unavailable why) {
    requests.refuseAll(why);
  }

  /** Empties the lanes: requests are answered, everything else becomes a dead letter. */
  public void purge(Unavailable why) {
    var queue = mailbox;
    if (queue != null) {
      queue.purge(why, DropCause.OUT_OF_SERVICE);
    }
  }

  /** How often the actor's behaviour was begun: 1 for the first time; for any thread. */
  public int incarnation() {
    return incarnation;
  }

  /** A new behaviour begins; what was sent to itself by the one before is no longer delivered. */
  public void nextIncarnation() {
    int next = incarnation + 1;
    incarnation = next;
    var current = Current.ofThread();
    if (current.actor() == this) {
      current.incarnation = next;
    }
    if (next > 1) {
      stats.restarted();
    }
  }

  /** The actor was left out of service for so long after its crash, before it was begun again. */
  public void hasWaited(Duration length) {
    stats.wasOut(length.toNanos());
  }

  /** The actor serves again, so long after its crash, waits not counted. */
  public void recovered(Duration after) {
    stats.recovered(after.toNanos());
  }

  /** What to run when the actor says that it serves; null for nothing. */
  public void whenServing(@Nullable Runnable told) {
    whenServing = told;
  }

  /** Whether a supervisor has begun it and hears of its life; for any thread. */
  public boolean isSupervised() {
    return whenServing != null;
  }

  void announceServing() {
    var told = whenServing;
    if (told != null) {
      told.run();
    }
  }

  /** Of a new message or conversation, for the thread that runs the actor. */
  long nextId() {
    return idPrefix | ++ids[Padding.LONGS];
  }

  @Nullable LaneQueue mailbox() {
    return mailbox;
  }

  Pace pace() {
    return pace;
  }

  /** How many messages the dispatcher lets it handle before others have their turn. */
  int turn() {
    var queue = mailbox;
    return queue == null ? 1 : queue.turn();
  }

  void attach(LaneQueue queue) {
    mailbox = queue;
  }

  boolean isBusy() {
    return requests.open() >= limits.maxInFlight();
  }

  /** The slot for a request that the actor takes. */
  <R> ReplySlot<R> owe(Request<R> request) {
    var slot = new ReplySlot<>(this, request, Current.ofThread());
    requests.add(slot);
    return slot;
  }

  void requestAnswered() {
    requests.answered();
  }

  /** Counts a message that isn't delivered and keeps it as a dead letter; for any thread. */
  void drop(DropCause cause, String sender, Object message, @Nullable MessageId correlation) {
    stats.dropped(cause);
    runtime
        .deadLetters()
        .add(new DeadLetter(path, sender, message, cause, runtime.clock().nanos(), correlation));
  }

  /**
   * Counts a message that the actor never took. A request is answered, so it is no dead letter;
   * everything else is. For any thread.
   */
  void turnAway(Parcel parcel, Object content, DropCause cause, Unavailable why) {
    if (content instanceof Request<?> request) {
      stats.dropped(cause);
      var current = Current.ofThread();
      current.inTurn(
          () -> current.within(parcel.correlation, parcel.trace, () -> answer(request, why)));
    } else {
      drop(cause, parcel.senderName(), content, parcel.conversation());
    }
  }

  private static <R> void answer(Request<R> request, Unavailable why) {
    request.replyTo().tell(request.unavailable(why));
  }

  @Override
  public String toString() {
    return path + " (" + kind + ")";
  }
}
