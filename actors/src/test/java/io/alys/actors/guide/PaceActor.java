package io.alys.actors.guide;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Events;
import io.alys.actors.guide.PaceProtocol.Command;
import io.alys.actors.guide.PaceProtocol.GetPace;
import io.alys.actors.guide.PaceProtocol.NoBlocks;
import io.alys.actors.guide.PaceProtocol.Pace;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.types.BlockRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Owns the times of the last blocks that this node made; after a restart it collects anew. */
public final class PaceActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** What it tells itself. */
  private sealed interface Internal extends ActorMessage {}

  /** Tagged, so that the block's root is in each line logged and each span begun meanwhile. */
  private record BlockMade(BlockRef block, Duration took) implements Internal, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(block.root());
    }
  }

  /**
   * What it works with.
   *
   * @param maxBlocks how many blocks it looks back on
   * @param slow a mean from which on it calls itself degraded
   */
  public record Limits(int maxBlocks, Duration slow) {}

  private final Events events;
  private final Limits limits;
  private final Deque<Duration> times = new ArrayDeque<>();
  private boolean slow;

  /** Its behaviour; made anew each time it begins. */
  public static Behavior<Command> create(Events events, Limits limits) {
    return Behaviors.<ActorMessage>setup(context -> new PaceActor(context, events, limits))
        .narrow();
  }

  private PaceActor(ActorContext<ActorMessage> context, Events events, Limits limits) {
    super(context);
    this.events = events;
    this.limits = limits;
    var adapter =
        context.messageAdapter(
            NodeEvent.BlockProduced.class, made -> new BlockMade(made.block(), made.took()));
    events.subscribe(NodeEvent.BlockProduced.class, adapter);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case GetPace(var replyTo) ->
          replyTo.tell(times.isEmpty() ? new NoBlocks() : new Pace(mean(), times.size()));
    }
  }

  private void onInternal(Internal internal) {
    switch (internal) {
      case BlockMade(_, var took) -> {
        times.addLast(took);
        if (times.size() > limits.maxBlocks()) {
          times.removeFirst();
        }
        sayHowItIs();
      }
    }
  }

  /** Only changes are told; an empty reason means that all is well. */
  private void sayHowItIs() {
    boolean now = mean().compareTo(limits.slow()) > 0;
    if (now != slow) {
      slow = now;
      var reason = slow ? "blocks take " + mean().toMillis() + " ms" : "";
      events.publish(new NodeEvent.HealthChanged(PacePlan.KIND.name(), reason));
    }
  }

  private Duration mean() {
    return times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size());
  }
}
