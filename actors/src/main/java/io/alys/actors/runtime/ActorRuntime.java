package io.alys.actors.runtime;

import akka.actor.AbstractExtensionId;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.MailboxSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import io.alys.messages.actor.Deadline;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.KindReading;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.workflows.ports.Entropy;
import io.alys.workflows.ports.Tracing;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all actors of a system share: clock, limits, meters, dead letters, test hooks. Every actor
 * of ours is spawned through it, so that it has a bounded mailbox and is measured.
 */
public final class ActorRuntime implements Extension {

  private static final Id ID = new Id();
  private static final String MAILBOX = "alys-runtime.mailbox";
  private static final ActorKind OTHER = new ActorKind("other");

  private static final class Id extends AbstractExtensionId<ActorRuntime> {

    @Override
    public ActorRuntime createExtension(ExtendedActorSystem system) {
      return new ActorRuntime(system);
    }
  }

  private final RuntimeSetup setup;
  private final MailboxSettings mailboxes;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong cellNumbers = new AtomicLong();
  private final AtomicLong taskNumbers = new AtomicLong();
  private final Map<String, ActorCell> spawning = new ConcurrentHashMap<>();
  private final Map<String, ActorCell> cells = new ConcurrentHashMap<>();
  private final Map<ActorKind, ActorStats> ended = new HashMap<>();
  private volatile DeadLetters deadLetters = DeadLetters.NONE;
  private volatile @Nullable MessageFilter filter;

  private ActorRuntime(ExtendedActorSystem system) {
    this.setup =
        system.settings().setup().get(RuntimeSetup.class).orElseGet(RuntimeSetup::standard);
    this.mailboxes = MailboxSettings.of(system);
  }

  /** The system's runtime. */
  public static ActorRuntime of(ActorSystem<?> system) {
    return of(Adapter.toClassic(system));
  }

  static ActorRuntime of(akka.actor.ActorSystem system) {
    return ID.get(system);
  }

  /** The clock for measuring and deadlines. */
  public MonotonicClock clock() {
    return setup.clock();
  }

  /** The spans. */
  public Tracing tracing() {
    return setup.tracing();
  }

  /** The random numbers, for jitter. */
  public Entropy entropy() {
    return setup.entropy();
  }

  /** The limits of a kind. */
  public KindLimits limits(ActorKind kind) {
    return setup.limits().getOrDefault(kind, KindLimits.DEFAULT);
  }

  /** A new id, for a message or a conversation; unique within this system. */
  public MessageId nextId() {
    var cell = Current.cell();
    return new MessageId(cell == null ? ids.incrementAndGet() : cell.nextId());
  }

  /**
   * Puts a message in an envelope, in the name of the actor that the calling thread runs and in the
   * conversation under way, or in a new one.
   */
  public <T> Envelope<T> enclose(
      T message, Priority lane, @Nullable Deadline deadline, int attempt) {
    var current = Current.ofThread();
    var cell = current.actor();
    var id = new MessageId(cell == null ? ids.incrementAndGet() : cell.nextId());
    var known = current.conversation();
    var sender = cell == null ? "" : cell.path();
    return new Envelope<>(
        id,
        known == null ? id : known,
        sender,
        current.context(),
        lane,
        deadline,
        attempt,
        message);
  }

  /**
   * Spawns an actor with a mailbox and meters of its own.
   *
   * @param parent in whose context it is spawned
   * @param how its name, kind and dispatcher
   * @param behavior its behaviour with all that surrounds it, given the cell that it shares with
   *     its mailbox
   */
  public <T> ActorRef<T> spawn(
      ActorContext<?> parent, Spawn how, Function<ActorCell, Behavior<T>> behavior) {
    var path = below(parent.getSelf().path().child(how.name()).toStringWithoutAddress());
    var cell = new ActorCell(this, path, how.kind(), cellNumbers.incrementAndGet());
    spawning.put(path, cell);
    try {
      var props = how.dispatcher().withNext(MailboxSelector.fromConfig(MAILBOX));
      return parent.spawn(behavior.apply(cell), how.name(), props);
    } finally {
      spawning.remove(path, cell);
    }
  }

  /**
   * Spawns a short-lived child without supervision, with a mailbox and meters of its own. Its first
   * steps belong to the conversation and trace of the message in hand.
   *
   * @param parent in whose context it is spawned
   * @param kind its class: limits and meters
   * @param name within its parent, null for one that is made up
   * @param behavior its own behaviour
   */
  public <T> ActorRef<T> spawnTask(
      ActorContext<?> parent, ActorKind kind, @Nullable String name, Behavior<T> behavior) {
    var origin = Current.origin();
    var named = name == null ? kind.name() + "-" + taskNumbers.incrementAndGet() : name;
    return spawn(
        parent,
        Spawn.of(named, kind),
        cell -> {
          cell.nextIncarnation();
          cell.moveTo(LifecycleState.RUNNING);
          return DeliveryInterceptor.around(cell, origin, behavior);
        });
  }

  /** All actors there are now. */
  public Collection<ActorCell> cells() {
    return List.copyOf(cells.values());
  }

  /** The actor of a path below the user guardian, such as {@code /chain/engine}. */
  public Optional<ActorCell> cell(String path) {
    return Optional.ofNullable(cells.get(path));
  }

  /** What the meters show now, a reading for each kind, by name. */
  public synchronized List<KindReading> readings() {
    var readings = new HashMap<ActorKind, ReadingSum>();
    ended.forEach((kind, stats) -> of(readings, kind).add(stats));
    cells.values().forEach(cell -> of(readings, cell.kind()).add(cell));
    return readings.values().stream()
        .map(ReadingSum::reading)
        .sorted((one, other) -> one.kind().compareTo(other.kind()))
        .toList();
  }

  private static ReadingSum of(Map<ActorKind, ReadingSum> readings, ActorKind kind) {
    return readings.computeIfAbsent(kind, ReadingSum::new);
  }

  /** From now on dead letters are kept there as well as counted. */
  public void keepDeadLetters(DeadLetters keeper) {
    deadLetters = keeper;
  }

  /** Where dead letters go. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** From now on it decides about each message; null ends that. */
  public void filterMessages(@Nullable MessageFilter filter) {
    this.filter = filter;
  }

  /** What decides about each message, null for nothing. */
  @Nullable MessageFilter filter() {
    return filter;
  }

  MailboxSettings mailboxes() {
    return mailboxes;
  }

  /** The cell that is being spawned there; a new one for an actor that took our mailbox by name. */
  ActorCell beginning(String pathWithoutAddress) {
    var path = below(pathWithoutAddress);
    var waiting = spawning.remove(path);
    var cell =
        waiting == null ? new ActorCell(this, path, OTHER, cellNumbers.incrementAndGet()) : waiting;
    cells.put(path, cell);
    return cell;
  }

  synchronized void ended(ActorCell cell) {
    if (cells.remove(cell.path(), cell)) {
      ended.computeIfAbsent(cell.kind(), kind -> new ActorStats()).add(cell.stats());
    }
  }

  private static String below(String path) {
    return path.startsWith("/user/") ? path.substring("/user".length()) : path;
  }
}
