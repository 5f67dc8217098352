package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Parts.Deliver;
import io.alys.actors.runtime.Parts.Load;
import io.alys.actors.runtime.Parts.Question;
import io.alys.actors.runtime.Parts.Vote;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent by whomever: each message is accounted for, each request has one answer. */
final class MailboxSumsTest {

  private static final int PRODUCERS = 4;
  private static final int MESSAGES = 5_000;

  @ParameterizedTest
  @CsvSource({
    "1, DROP_OLDEST", "2, DROP_NEWEST", "3, REFUSE", "4, BACK_PRESSURE",
    "5, DROP_OLDEST", "6, DROP_NEWEST", "7, REFUSE", "8, BACK_PRESSURE"
  })
  void acceptedDroppedAndRefusedMakeUpWhatWasSent(long seed, Overflow overflow) {
    var random = new Random(seed);
    var setup = Parts.with(1 + random.nextInt(50), overflow);
    try (var stage = RuntimeStage.of(setup, "alys-runtime.max-pause = 1ms")) {
      var answers = new AtomicLong();
      var asker =
          stage.<String>task(
              "asker",
              "asker",
              Behaviors.receiveMessage(
                  answer -> {
                    answers.incrementAndGet();
                    return Behaviors.same();
                  }));
      var actor = stage.task(Parts.KIND.name(), "tested", Parts.recorder(Parts.received()));
      var cell = stage.cell("tested");

      long requests = flood(stage, actor, asker, seed);
      cell.setOpen(false);
      cell.setOpen(true);

      long sent = (long) PRODUCERS * MESSAGES;
      stage.await("all is accounted for, seed " + seed, () -> accounted(cell) == sent);
      assertThat(cell.depth(Priority.CONSENSUS) + cell.depth(Priority.BULK)).isZero();
      stage.await(
          "each request is answered, seed " + seed,
          () -> answers.get() + lost(stage.cell("asker")) == requests);
    }
  }

  /** Half of the producers are actors, half are threads; how many of the messages are requests. */
  private static long flood(
      RuntimeStage stage, ActorRef<ActorMessage> actor, ActorRef<String> asker, long seed) {
    long requests = 0;
    var threads = new ArrayList<CompletableFuture<Void>>();
    for (int producer = 0; producer < PRODUCERS; producer++) {
      var messages = messages(new Random(seed * PRODUCERS + producer), asker);
      requests += messages.stream().filter(Question.class::isInstance).count();
      if (producer % 2 == 0) {
        var sender = stage.task("sender", null, Parts.sender(Parts.received()));
        sender.tell(new Deliver(actor, messages));
      } else {
        threads.add(CompletableFuture.runAsync(() -> messages.forEach(actor::tell)));
      }
    }
    threads.forEach(CompletableFuture::join);
    return requests;
  }

  private static List<ActorMessage> messages(Random random, ActorRef<String> asker) {
    var messages = new ArrayList<ActorMessage>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(
          switch (random.nextInt(3)) {
            case 0 -> new Vote(i);
            case 1 -> new Load(i);
            default -> new Question(i, asker);
          });
    }
    return messages;
  }

  private static long accounted(ActorCell cell) {
    return cell.stats().processed() + lost(cell);
  }

  private static long lost(ActorCell cell) {
    long lost = 0;
    for (var cause : DropCause.values()) {
      lost += cell.stats().drops(cause);
    }
    return lost;
  }
}
