package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One or two actors tell another one. They send in windows, and the next window goes out when the
 * receiver has handled the one before the last, so that mailboxes stay within their bounds.
 */
final class TellCourse implements Course {

  /** All senders together; half of a mailbox's default capacity. */
  private static final int OUTSTANDING = 512;

  private final List<ActorRef<ToSender>> senders = new ArrayList<>();

  private record Place(String name, DispatcherSelector dispatcher) {}

  private record Note(long number, @Nullable ActorRef<ToSender> lastOfWindow)
      implements ActorMessage {}

  private sealed interface ToSender extends ActorMessage {}

  private record Begin(long untilNanos, CompletableFuture<Long> ended) implements ToSender {}

  private record WindowHandled(long sum) implements ToSender {}

  /** On the default dispatcher, where senders and receiver run at the same time. */
  TellCourse(Stage stage, Transport how, int senders) throws InterruptedException {
    this(stage, how, senders, new Place("tell-" + senders, DispatcherSelector.defaultDispatcher()));
  }

  private TellCourse(Stage stage, Transport how, int senders, Place place)
      throws InterruptedException {
    var on = place.dispatcher;
    var receiver = stage.spawn(how, place.name + "-receiver", on, Behaviors.setup(Receiver::new));
    int window = OUTSTANDING / senders / 2;
    for (int i = 0; i < senders; i++) {
      Behavior<ToSender> sender =
          Behaviors.setup(context -> new Sender(context, stage.to(how, receiver), window));
      this.senders.add(stage.spawn(how, place.name + "-sender-" + i, on, sender));
    }
  }

  /** One sender whose thread is the receiver's too: the work of a message, without any waiting. */
  static TellCourse onOneThread(Stage stage, Transport how) throws InterruptedException {
    return new TellCourse(stage, how, 1, new Place("tell-alone", Stage.ONE_THREAD));
  }

  @Override
  public Lap run(Duration time) throws InterruptedException {
    return Lap.of(
        () -> {
          long until = System.nanoTime() + time.toNanos();
          var ends = new ArrayList<CompletableFuture<Long>>();
          for (var sender : senders) {
            var ended = new CompletableFuture<Long>();
            sender.tell(new Begin(until, ended));
            ends.add(ended);
          }
          long sent = 0;
          for (var ended : ends) {
            sent += Stage.await(ended);
          }
          return sent;
        });
  }

  private static final class Receiver extends AbstractOnMessageBehavior<Note> {
    private long sum;

    Receiver(ActorContext<Note> context) {
      super(context);
    }

    @Override
    public Behavior<Note> onMessage(Note note) {
      sum += note.number();
      var sender = note.lastOfWindow();
      if (sender != null) {
        sender.tell(new WindowHandled(sum));
      }
      return this;
    }
  }

  private static final class Sender extends AbstractOnMessageBehavior<ToSender> {
    private final Consumer<Note> receiver;
    private final int window;
    private @Nullable Begin task;
    private long sent;
    private int outstanding;

    Sender(ActorContext<ToSender> context, Consumer<Note> receiver, int window) {
      super(context);
      this.receiver = receiver;
      this.window = window;
    }

    @Override
    public Behavior<ToSender> onMessage(ToSender message) {
      switch (message) {
        case Begin begin -> {
          task = begin;
          sent = 0;
          send();
          send();
        }
        case WindowHandled _ -> {
          outstanding--;
          goOn();
        }
      }
      return this;
    }

    private void goOn() {
      if (task == null) {
        return;
      }
      if (System.nanoTime() - task.untilNanos() < 0) {
        send();
      } else if (outstanding == 0) {
        task.ended().complete(sent);
        task = null;
      }
    }

    private void send() {
      for (int i = 1; i < window; i++) {
        receiver.accept(new Note(sent++, null));
      }
      receiver.accept(new Note(sent++, getContext().getSelf()));
      outstanding++;
    }
  }
}
