package io.alys.actors.bus;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.internal.InternalRecipientRef;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ReplySlot;
import io.alys.messages.actor.DeadLetterProtocol.AskerGone;
import io.alys.messages.actor.DeadLetterProtocol.Command;
import io.alys.messages.actor.DeadLetterProtocol.Letter;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.messages.actor.DeadLetterProtocol.ListLetters;
import io.alys.messages.actor.DeadLetterProtocol.NoSuchLetter;
import io.alys.messages.actor.DeadLetterProtocol.NotReplayable;
import io.alys.messages.actor.DeadLetterProtocol.Replay;
import io.alys.messages.actor.DeadLetterProtocol.ReplayResult;
import io.alys.messages.actor.DeadLetterProtocol.Replayed;
import io.alys.messages.actor.DeadLetterProtocol.TargetGone;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.TraceContext;

/** Lists the dead letters and sends them once more by order; what is kept survives its restarts. */
final class DeadLettersActor extends AbstractOnMessageBehavior<Command> {

  private static final String NAME = "dead-letters";
  private static final ActorKind KIND = new ActorKind(NAME);

  private final Post post;
  private final DeadLetterKeeper keeper;

  /** Begins to keep the system's dead letters. */
  static ActorRef<Command> start(ActorContext<?> parent, Post post, Bus.Settings settings) {
    var runtime = post.runtime();
    var keeper = new DeadLetterKeeper(settings.letters(), runtime.clock(), settings.clock());
    runtime.keepDeadLetters(keeper);
    AkkaLetters.start(parent, KIND, keeper);
    // Resume: what failed is one order; the letters are kept elsewhere.
    var behavior = Behaviors.supervise(create(post, keeper)).onFailure(SupervisorStrategy.resume());
    return runtime.spawnTask(parent, KIND, NAME, behavior);
  }

  private static Behavior<Command> create(Post post, DeadLetterKeeper keeper) {
    return Behaviors.setup(context -> new DeadLettersActor(context, post, keeper));
  }

  private DeadLettersActor(ActorContext<Command> context, Post post, DeadLetterKeeper keeper) {
    super(context);
    this.post = post;
    this.keeper = keeper;
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case ListLetters(var before, var limit, var replyTo) ->
          replyTo.tell(keeper.list(before, limit));
      case Replay(var letter, var order, var replyTo) -> replyTo.tell(onReplay(letter, order));
    }
    return this;
  }

  private ReplayResult onReplay(LetterId letter, String order) {
    var key = letter + " " + order;
    return keeper
        .resultOf(key)
        .orElseGet(
            () -> {
              var result =
                  keeper.find(letter).map(this::replay).orElseGet(() -> new NoSuchLetter(letter));
              keeper.remember(key, result);
              return result;
            });
  }

  private ReplayResult replay(DeadLetterKeeper.Kept kept) {
    var letter = kept.letter();
    var message = kept.message();
    if (message == null) {
      return new NotReplayable(letter.id(), "only its text was kept");
    }
    if (letter.cause() == DropCause.STALE) {
      return new NotReplayable(letter.id(), "it was meant for a behaviour that has ended");
    }
    if (message instanceof Request<?> request && !waits(request, kept)) {
      return new AskerGone(letter.id(), Recipient.pathOf(request.replyTo().path()));
    }
    return post.runtime()
        .cell(letter.target())
        .flatMap(ActorCell::address)
        .map(address -> Recipient.of(address, post.runtime()))
        .<ReplayResult>map(target -> send(target, letter, message))
        .orElseGet(() -> new TargetGone(letter.id(), letter.target()));
  }

  private Replayed send(Recipient<Object> target, Letter letter, Object message) {
    int replays = keeper.countReplay(letter.id());
    getContext()
        .getLog()
        .info("dead letter {} ({}) goes to {} again", letter.id(), letter.type(), letter.target());
    post.send(
        target,
        message,
        Sending.USUAL.attempt(replays + 1),
        new Post.Sender(NAME, letter.correlation(), TraceContext.NONE));
    return new Replayed(letter.id(), replays);
  }

  /** Whether an answer is still owed. */
  private static boolean waits(Request<?> request, DeadLetterKeeper.Kept kept) {
    if (kept.isAnswered()) {
      return false;
    }
    return switch (request.replyTo()) {
      case ReplySlot<?> slot -> slot.isOpen();
      case InternalRecipientRef<?> asker -> !asker.isTerminated();
      default -> true;
    };
  }
}
