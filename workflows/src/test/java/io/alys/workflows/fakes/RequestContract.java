package io.alys.workflows.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What requests do on every {@link PeerTransport}. */
public abstract class RequestContract extends TransportPair {

  @Test
  void answersComeInOrderAndNoFasterThanTheyAreTaken() {
    connect();
    two.serve(NUMBERS, (peer, body, responder) -> answer(responder, 0, 100));
    var answer = new RecordedAnswer();

    answer.keep(one.request(two.self(), NUMBERS, Bytes.of((byte) 1), answer));

    await("the first", () -> answer.chunks().size() == PeerTransport.MAX_UNTAKEN_CHUNKS);
    assertThat(answer.isOver()).isFalse();
    answer.takeAll();
    await("the rest", answer::isOver);
    assertThat(answer.chunks()).isEqualTo(IntStream.range(0, 100).mapToObj(this::chunk).toList());
    assertThat(answer.end()).isEqualTo("end");
  }

  @Test
  void refusalsComeWithTheirCodeAndText() {
    connect();
    two.serve(
        NUMBERS, (peer, body, responder) -> responder.error(ResponseCode.UNAVAILABLE, "not here"));
    var answer = new RecordedAnswer();

    answer.keep(one.request(two.self(), NUMBERS, Bytes.of((byte) 1), answer));

    await("a refusal", answer::isOver);
    assertThat(answer.end()).isEqualTo("UNAVAILABLE not here");
  }

  @Test
  void whatNobodyAnswersForIsRefused() {
    connect();
    var answer = new RecordedAnswer();

    answer.keep(one.request(two.self(), UNSERVED, Bytes.of((byte) 1), answer));

    await("a refusal", answer::isOver);
    assertThat(answer.end()).startsWith("UNAVAILABLE");
  }

  @Test
  void requestsBeyondTheQuotaAreRefused() {
    connect();
    two.serve(NUMBERS, (peer, body, responder) -> {});
    var answers = new ArrayList<RecordedAnswer>();

    for (int i = 0; i < 3; i++) {
      var answer = new RecordedAnswer();
      answer.keep(one.request(two.self(), NUMBERS, Bytes.of((byte) i), answer));
      answers.add(answer);
    }

    await("a refusal", () -> answers.stream().anyMatch(RecordedAnswer::isOver));
    assertThat(answers.stream().filter(RecordedAnswer::isOver))
        .allMatch(answer -> answer.end().startsWith("RATE_LIMITED"));
    assertThat(two.counters().requests().limited()).isEqualTo(1);
  }

  @Test
  void requestsToWhoIsNotThereFail() {
    var answer = new RecordedAnswer();

    answer.keep(one.request(two.self(), NUMBERS, Bytes.EMPTY, answer));

    await("a failure", answer::isOver);
    assertThat(answer.end()).startsWith(RequestFailure.NOT_CONNECTED.name());
  }

  @Test
  void answersBreakOffWhenThePeerLeaves() {
    connect();
    var asked = new CopyOnWriteArrayList<Responder>();
    two.serve(NUMBERS, (peer, body, responder) -> asked.add(responder));
    var answer = new RecordedAnswer();
    answer.keep(one.request(two.self(), NUMBERS, Bytes.of((byte) 1), answer));
    await("the request", () -> asked.size() == 1);

    two.close();

    await("a failure", answer::isOver);
    assertThat(answer.end()).startsWith(RequestFailure.BROKEN_OFF.name());
  }

  @Test
  void whoAnswersLearnsThatTheRequestWasCalledOff() {
    connect();
    var asked = new CopyOnWriteArrayList<Responder>();
    two.serve(NUMBERS, (peer, body, responder) -> asked.add(responder));
    var answer = new RecordedAnswer();
    var request = one.request(two.self(), NUMBERS, Bytes.of((byte) 1), answer);
    await("the request", () -> asked.size() == 1);

    request.cancel();

    await("a failure", answer::isOver);
    assertThat(answer.end()).startsWith(RequestFailure.CANCELLED.name());
    await("nobody asks", () -> isGone(asked.getFirst()));
  }

  @Test
  void chunksAndRequestsAreOnlyAsLargeAsTheKindAllows() {
    connect();
    assertThatThrownBy(
            () -> one.request(two.self(), NUMBERS, Bytes.zeros(65), new RecordedAnswer()))
        .isInstanceOf(IllegalArgumentException.class);
    var refused = new CopyOnWriteArrayList<Throwable>();
    two.serve(
        NUMBERS,
        (peer, body, responder) -> {
          try {
            var _ = responder.chunk(Bytes.zeros(65_537));
          } catch (IllegalArgumentException e) {
            refused.add(e);
          }
        });

    var _ = one.request(two.self(), NUMBERS, Bytes.EMPTY, new RecordedAnswer());

    await("a refusal", () -> refused.size() == 1);
  }

  private Bytes chunk(int number) {
    return Bytes.of((byte) number).concat(Bytes.zeros(10_000));
  }

  private void answer(Responder responder, int from, int to) {
    if (from == to) {
      responder.end();
      return;
    }
    responder
        .chunk(chunk(from))
        .thenAccept(
            room -> {
              if (room) {
                answer(responder, from + 1, to);
              }
            });
  }

  private boolean isGone(Responder responder) {
    var sent = responder.chunk(Bytes.of((byte) 1)).toCompletableFuture();
    return sent.isDone() && !sent.join();
  }
}
