package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.runtime.MessageFilter;
import io.alys.actors.runtime.MessageFilter.Verdict;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to messages on their way: each question has one answer, and only one. */
final class OneAnswerTest {
  private static final int QUESTIONS = 400;
  private static final Duration WITHIN = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Work.Result> results = fixture.kit().createTestProbe();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anActorGetsOneMessageForEachQuestion(long seed) {
    var group = group();
    fixture.runtime().filterMessages(trouble(seed));

    fixture.spawn("asker", Workers.asking(group, WITHIN, QUESTIONS, results.ref()));

    var answers = results.receiveSeveralMessages(QUESTIONS, LONG);
    assertThat(answers).extracting(OneAnswerTest::number).doesNotHaveDuplicates();
    results.expectNoMessage(WITHIN);
    assertThat(answers).hasAtLeastOneElementOfType(Work.Done.class);
    assertThat(answers.stream().filter(Work.Refused.class::isInstance))
        .isNotEmpty()
        .allSatisfy(OneAnswerTest::isInTime);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aThreadGetsOneAnswerToEachQuestion(long seed) {
    var group = group();
    fixture.runtime().filterMessages(trouble(seed));

    List<CompletionStage<Work.Result>> answers =
        IntStream.range(0, QUESTIONS)
            .mapToObj(
                number ->
                    group.ask(
                        Caller.named("rpc"),
                        WITHIN,
                        (ActorRef<Work.Result> me) -> new Work.Job(number, me)))
            .toList();

    for (int i = 0; i < QUESTIONS; i++) {
      int number = i;
      assertThat(answers.get(i))
          .succeedsWithin(LONG)
          .satisfies(answer -> assertThat(number(answer)).isEqualTo(number));
    }
  }

  private Group<Work.Command> group() {
    var members = new ArrayList<ActorRef<Work.Command>>();
    for (int i = 0; i < 3; i++) {
      members.add(fixture.spawn("worker-" + i, Workers.working(_ -> {})));
    }
    return fixture.bus().group("workers", members);
  }

  /** Loses, doubles and delays, some of it beyond the deadline. */
  private static MessageFilter trouble(long seed) {
    var random = new Random(seed);
    return (sender, target, message) ->
        switch (random.nextInt(5)) {
          case 0 -> Verdict.DROP;
          case 1 -> Verdict.DUPLICATE;
          case 2 -> new MessageFilter.Delay(Duration.ofMillis(1 + random.nextInt(600)));
          default -> Verdict.DELIVER;
        };
  }

  private static int number(Work.Result result) {
    return switch (result) {
      case Work.Done(var number) -> number;
      case Work.Refused(var number, _) -> number;
    };
  }

  private static void isInTime(Work.Result result) {
    var why = ((Work.Refused) result).why();
    assertThat(why.code()).isIn(Unavailable.Code.TIMED_OUT, Unavailable.Code.EXPIRED);
  }
}
