package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all processors busy: as many actors as there are processors compute in the default
 * dispatcher without end, each message bringing the next.
 */
final class Load {

  /** A long message handler, as of a signature check. */
  private static final long STINT_NANOS = 50_000;

  private sealed interface ToSpinner extends ActorMessage {}

  private record Spin() implements ToSpinner {}

  private record SwitchTo(boolean on) implements ToSpinner {}

  private final List<ActorRef<ToSpinner>> spinners = new ArrayList<>();

  Load(Stage stage) throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < processors; i++) {
      spinners.add(stage.spawn(Transport.BARE, "spinner-" + i, idle()));
    }
  }

  void begin() {
    spinners.forEach(spinner -> spinner.tell(new SwitchTo(true)));
  }

  void end() {
    spinners.forEach(spinner -> spinner.tell(new SwitchTo(false)));
  }

  private static Behavior<ToSpinner> idle() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                message -> {
                  if (message instanceof SwitchTo(boolean on) && on) {
                    context.getSelf().tell(new Spin());
                    return spinning();
                  }
                  return Behaviors.same();
                }));
  }

  private static Behavior<ToSpinner> spinning() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                message ->
                    switch (message) {
                      case Spin spin -> {
                        compute(STINT_NANOS);
                        context.getSelf().tell(spin);
                        yield Behaviors.same();
                      }
                      case SwitchTo(boolean on) -> on ? Behaviors.same() : idle();
                    }));
  }

  /** Uses a processor for so long. */
  static void compute(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }
}
