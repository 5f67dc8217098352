package io.alys.actors.runtime;

import akka.actor.ActorRef;
import akka.actor.ActorRefWithCell;
import akka.actor.ActorSystem;
import akka.actor.DeadLetterSuppression;
import akka.actor.Terminated;
import akka.actor.typed.javadsl.Adapter;
import akka.dispatch.Envelope;
import akka.dispatch.MessageQueue;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.Unavailable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one actor: control messages first, even through a closed gate; then
 * Akka's own; then the consensus lane; then the bulk lane, which has its turn now and then. {@link
 * #hasMessages} says what {@link #dequeue} can give, or the dispatcher would spin.
 */
final class LaneQueue implements MessageQueue {

  /** Makes the dispatcher look again; it never waits in a mailbox. */
  private enum Wake implements DeadLetterSuppression {
    UP
  }

  /**
   * Another actor, such as a child, has ended. Akka waits for that while a behaviour ends, so it
   * passes a closed gate; an open one it passes after what had come in the lanes before.
   */
  private record Ending(Parcel parcel, long consensus, long bulk) {}

  private static final VarHandle PAUSE;

  static {
    try {
      PAUSE = MethodHandles.lookup().findVarHandle(LaneQueue.class, "pause", Pressure.Pause.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final ActorCell cell;
  private final ActorRef owner;
  private final ActorSystem system;
  private final MonotonicClock clock;
  private final MailboxSettings settings;
  private final Queue<Parcel> control = new ConcurrentLinkedQueue<>();
  private final Queue<Parcel> inner = new ConcurrentLinkedQueue<>();
  private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();

  /** How many are in those three. */
  private final AtomicInteger specials = new AtomicInteger();

  private final Admission consensus;
  private final Admission bulk;
  private volatile Pressure.@Nullable Pause pause;
  private volatile boolean ended;
  private volatile int turn;

  LaneQueue(ActorCell cell, ActorRef owner, ActorSystem system) {
    this.cell = cell;
    this.owner = owner;
    this.system = system;
    this.clock = cell.runtime().clock();
    this.settings = cell.runtime().mailboxes();
    this.consensus = new Admission(cell, this::keepOwn);
    this.bulk = new Admission(cell, this::keepOwn);
  }

  @Override
  public void enqueue(ActorRef receiver, Envelope handle) {
    var message = handle.message();
    if (message == Wake.UP) {
      return;
    }
    var current = Current.ofThread();
    var parcel = Parcel.of(handle, current);
    if (parcel.isControl() || parcel.isAkkasOwn()) {
      addSpecial(parcel);
    } else {
      accept(parcel, current);
    }
    if (ended) {
      turnAwayAll();
    }
  }

  /** Counted first, so that who counts none need not look into the queues. */
  private void addSpecial(Parcel parcel) {
    specials.incrementAndGet();
    if (parcel.isControl()) {
      control.add(parcel);
    } else if (parcel.handle.message() instanceof Terminated) {
      endings.add(new Ending(parcel, consensus.accepted(), bulk.accepted()));
    } else {
      inner.add(parcel);
    }
  }

  private void accept(Parcel parcel, Current current) {
    if (cell.pace().wantsStamp(current)) {
      parcel.stamp = clock.nanos();
    }
    var filter = cell.runtime().filter();
    if (filter == null) {
      put(parcel);
    } else {
      apply(filter, parcel);
    }
  }

  private void put(Parcel parcel) {
    (parcel.priority() == Priority.BULK ? bulk : consensus).admit(parcel);
  }

  private void apply(MessageFilter filter, Parcel parcel) {
    switch (filter.onSend(parcel.senderName(), cell, parcel.content())) {
      case MessageFilter.Deliver deliver -> put(parcel);
      case MessageFilter.Drop drop -> {}
      case MessageFilter.Duplicate duplicate -> {
        put(parcel);
        put(new Parcel(parcel));
      }
      case MessageFilter.Delay delay ->
          system.scheduler().scheduleOnce(delay.by(), () -> putLate(parcel), system.dispatcher());
    }
  }

  private void putLate(Parcel parcel) {
    put(parcel);
    if (ended) {
      turnAwayAll();
    }
    wake();
  }

  @Override
  public @Nullable Envelope dequeue() {
    var current = Current.ofThread();
    boolean open = cell.isOpen();
    var parcel = specials.get() > 0 ? special(open) : null;
    boolean fromLane = parcel == null && open;
    if (fromLane) {
      parcel = ofLanes();
    }
    if (parcel == null) {
      current.watch.endTurn(cell);
      cell.pace().foundEmpty();
      return null;
    }
    long now = current.watch.begin(cell, !fromLane);
    parcel.started = now;
    current.hand(cell, parcel);
    if (fromLane) {
      cell.pace().gaveOut(parcel, now);
    }
    return parcel.handle;
  }

  private @Nullable Parcel special(boolean open) {
    var parcel = control.poll();
    if (parcel == null && open) {
      parcel = inner.poll();
    }
    if (parcel == null && isEndingDue(open)) {
      parcel = endings.remove().parcel();
    }
    if (parcel != null) {
      specials.decrementAndGet();
    }
    return parcel;
  }

  /** For the actor's own messages when their lane is full; whether there was room. */
  private boolean keepOwn(Parcel parcel) {
    if (inner.size() >= cell.limits().mailboxCapacity()) {
      return false;
    }
    addSpecial(parcel);
    return true;
  }

  private @Nullable Parcel ofLanes() {
    if (cell.pace().isBulksTurn()) {
      var parcel = nextBulk();
      if (parcel != null) {
        return parcel;
      }
    }
    var parcel = consensus.take();
    if (parcel != null) {
      cell.pace().gaveConsensus();
      return parcel;
    }
    cell.pace().gaveBulk();
    return nextBulk();
  }

  private boolean isEndingDue(boolean open) {
    var ending = endings.peek();
    return ending != null
        && (!open || (consensus.hasTaken(ending.consensus()) && bulk.hasTaken(ending.bulk())));
  }

  private @Nullable Parcel nextBulk() {
    return pause == null ? bulk.take() : null;
  }

  /** The dispatcher asks at the end of each of the actor's turns on a thread. */
  @Override
  public boolean hasMessages() {
    Current.ofThread().watch.leave(cell);
    return isReady();
  }

  private boolean isReady() {
    if (!control.isEmpty()) {
      return true;
    }
    boolean open = cell.isOpen();
    if (isEndingDue(open)) {
      return true;
    }
    return open && (!inner.isEmpty() || consensus.isReady() || (pause == null && bulk.isReady()));
  }

  @Override
  public int numberOfMessages() {
    return control.size() + inner.size() + endings.size() + consensus.depth() + bulk.depth();
  }

  /** 1 if it can't be known in advance. */
  int turn() {
    int known = turn;
    if (known == 0) {
      known = turnOf(owner);
      turn = known;
    }
    return known;
  }

  private static int turnOf(ActorRef owner) {
    if (owner instanceof ActorRefWithCell actor
        && actor.underlying() instanceof akka.actor.ActorCell running
        && !running.dispatcher().isThroughputDeadlineTimeDefined()) {
      return running.dispatcher().throughput();
    }
    return 1;
  }

  akka.actor.typed.ActorRef<Object> address() {
    return Adapter.toTyped(owner);
  }

  int depth(Priority lane) {
    return (lane == Priority.BULK ? bulk : consensus).depth();
  }

  /** Makes the dispatcher look again; any thread. */
  void wake() {
    owner.tell(Wake.UP, ActorRef.noSender());
  }

  /** Called in the thread of the actor whose mailbox this is. */
  void pauseUntilRoom(Admission receiver) {
    if (pause != null) {
      return;
    }
    var mine = new Pressure.Pause(this);
    pause = mine;
    receiver.pressure().add(mine);
    mine.endAtLatestBy(
        system.scheduler().scheduleOnce(settings.maxPause(), mine::end, system.dispatcher()));
    if (receiver.hasRoom()) {
      mine.end();
    }
  }

  boolean endPause(Pressure.Pause which) {
    boolean ends = PAUSE.compareAndSet(this, which, (Pressure.Pause) null);
    if (ends) {
      wake();
    }
    return ends;
  }

  /** Whether back-pressure keeps the actor from its bulk messages. */
  boolean isPaused() {
    return pause != null;
  }

  void purge(Unavailable why, DropCause cause) {
    consensus.turnAwayAll(cause, why);
    bulk.turnAwayAll(cause, why);
  }

  @Override
  public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
    ended = true;
    for (var parcel = control.poll(); parcel != null; parcel = control.poll()) {
      deadLetters.enqueue(owner, parcel.handle);
    }
    turnAwayAll();
    cell.runtime().ended(cell);
  }

  /** Also for what came while the actor ended. */
  private void turnAwayAll() {
    endings.clear();
    var why = Refusals.stopped(cell);
    for (var parcel = inner.poll(); parcel != null; parcel = inner.poll()) {
      if (!parcel.isAkkasOwn()) {
        cell.turnAway(parcel, parcel.content(), DropCause.NO_RECIPIENT, why);
      }
    }
    purge(why, DropCause.NO_RECIPIENT);
  }
}
