package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Parts.Load;
import io.alys.actors.runtime.Parts.Question;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A million messages against each strategy; prints what it measured. */
final class MailboxFloodTest {

  private static final int MESSAGES = 1_000_000;
  private static final int CAPACITY = 1_000;
  private static final int PRODUCERS = 2;
  private static final int AT_ONCE = 50;
  private static final int PROBES = 300;
  private static final KindLimits LIMITS =
      new KindLimits(CAPACITY, Overflow.REFUSE, 10, CAPACITY, Duration.ofSeconds(10));

  private record Flood(ActorRef<ActorMessage> to, int left) implements Bulk {}

  private record Seen(int deepest, List<Long> nanos) {}

  @ParameterizedTest
  @EnumSource(Overflow.class)
  void memoryIsBoundedAndTheCountsAddUp(Overflow overflow) {
    var limits = Map.of(Parts.KIND, withOverflow(overflow));
    try (var stage = RuntimeStage.of(RuntimeSetup.standard().withLimits(limits))) {
      var actor = stage.task(Parts.KIND.name(), "tested", answering());
      var cell = stage.cell("tested");
      probe(stage, actor, cell);
      var idle = probe(stage, actor, cell);
      long heapBefore = usedHeap();

      var sent = new AtomicLong();
      var flood = flood(stage, actor, overflow, sent);
      var deepest = 0;
      var during = new ArrayList<Seen>();
      do {
        during.add(probe(stage, actor, cell));
        deepest = Math.max(deepest, during.getLast().deepest());
      } while (sent.get() < MESSAGES);
      flood.join();
      long heapAfter = usedHeap();

      long probes = (long) PROBES * (during.size() + 2);
      stage.await("the counts add up", () -> handled(cell) - probes + turnedAway(cell) == MESSAGES);
      int bound = overflow == Overflow.BACK_PRESSURE ? 2 * CAPACITY : CAPACITY;
      assertThat(deepest).isLessThanOrEqualTo(bound);
      if (overflow == Overflow.BACK_PRESSURE) {
        assertThat(turnedAway(cell)).isZero();
      }
      print(overflow, cell, deepest);
      printLatency(idle, during);
      System.out.printf("  heap %d MiB before, %d MiB after%n", heapBefore, heapAfter);
    }
  }

  private static KindLimits withOverflow(Overflow overflow) {
    return new KindLimits(
        LIMITS.mailboxCapacity(),
        overflow,
        LIMITS.maxStash(),
        LIMITS.maxInFlight(),
        LIMITS.slowAfter());
  }

  private static Behavior<ActorMessage> answering() {
    return Behaviors.receiveMessage(
        message -> {
          if (message instanceof Question question) {
            question.replyTo().tell("answer");
          }
          return Behaviors.same();
        });
  }

  /** Back-pressure is for actors; against the others threads are the harder senders. */
  private static CompletableFuture<Void> flood(
      RuntimeStage stage, ActorRef<ActorMessage> to, Overflow overflow, AtomicLong sent) {
    int each = MESSAGES / PRODUCERS;
    var producers = new ArrayList<CompletableFuture<Void>>();
    for (int producer = 0; producer < PRODUCERS; producer++) {
      if (overflow == Overflow.BACK_PRESSURE) {
        stage.task("flooder", null, flooder(sent)).tell(new Flood(to, each));
      } else {
        producers.add(CompletableFuture.runAsync(() -> send(to, each, sent)));
      }
    }
    return CompletableFuture.allOf(producers.toArray(CompletableFuture<?>[]::new));
  }

  private static Behavior<ActorMessage> flooder(AtomicLong sent) {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                message -> {
                  if (message instanceof Flood flood && flood.left() > 0) {
                    int now = Math.min(AT_ONCE, flood.left());
                    send(flood.to(), now, sent);
                    context.getSelf().tell(new Flood(flood.to(), flood.left() - now));
                  }
                  return Behaviors.same();
                }));
  }

  private static void send(ActorRef<ActorMessage> to, int count, AtomicLong sent) {
    for (int i = 0; i < count; i++) {
      to.tell(new Load(i));
      sent.incrementAndGet();
    }
  }

  /** Asks in the consensus lane, one question after the other. */
  private static Seen probe(RuntimeStage stage, ActorRef<ActorMessage> actor, ActorCell cell) {
    var nanos = new ArrayList<Long>(PROBES);
    int deepest = 0;
    for (int i = 0; i < PROBES; i++) {
      int number = i;
      long start = System.nanoTime();
      AskPattern.<ActorMessage, String>ask(
              actor,
              replyTo -> new Question(number, replyTo),
              Duration.ofSeconds(20),
              stage.system().scheduler())
          .toCompletableFuture()
          .join();
      nanos.add(System.nanoTime() - start);
      deepest = Math.max(deepest, cell.depth(Priority.BULK));
    }
    return new Seen(deepest, nanos);
  }

  private static long handled(ActorCell cell) {
    return cell.stats().processed();
  }

  private static long turnedAway(ActorCell cell) {
    long count = 0;
    for (var cause : DropCause.values()) {
      count += cell.stats().drops(cause);
    }
    return count;
  }

  private static void print(Overflow overflow, ActorCell cell, int deepest) {
    System.out.printf(
        "%s: %d sent, dropped or refused %s, deepest lane %d of %d%n",
        overflow, MESSAGES, cell.stats().drops(), deepest, CAPACITY);
  }

  private static void printLatency(Seen idle, List<Seen> during) {
    var flooded = during.stream().flatMap(seen -> seen.nanos().stream()).toList();
    System.out.printf(
        "  consensus lane, there and back: p50 %.1f times idle, p99 %.1f times idle%n",
        ratio(flooded, idle.nanos(), 0.5), ratio(flooded, idle.nanos(), 0.99));
  }

  private static double ratio(List<Long> one, List<Long> other, double share) {
    return (double) percentile(one, share) / percentile(other, share);
  }

  private static long percentile(List<Long> nanos, double share) {
    return nanos.stream()
        .sorted()
        .skip((long) (share * (nanos.size() - 1)))
        .findFirst()
        .orElseThrow();
  }

  private static long usedHeap() {
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
