package io.alys.actors.network;

import io.alys.messages.types.Bytes;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of an answer as they come, on the transport's threads, and no more of them than
 * were asked for.
 */
final class AnswerCollector<T> implements ResponseListener {

  private final Function<Bytes, Decoded<T>> decode;
  private final int most;
  private final List<T> parts = new ArrayList<>();
  private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
  private @Nullable OpenRequest request;
  private int taken;

  AnswerCollector(Function<Bytes, Decoded<T>> decode, int most) {
    this.decode = decode;
    this.most = most;
  }

  /** The request is under way; it may have been answered meanwhile. */
  synchronized CompletionStage<Answer<T>> of(OpenRequest sent) {
    request = sent;
    for (; taken > 0; taken--) {
      sent.more();
    }
    if (answer.isDone()) {
      sent.cancel();
    }
    return answer;
  }

  @Override
  public synchronized void onChunk(Bytes body) {
    if (answer.isDone()) {
      return;
    }
    if (parts.size() >= most) {
      breakOff("more than " + most + " parts");
      return;
    }
    switch (decode.apply(body)) {
      case Decoded.Ok<T>(var part) -> {
        parts.add(part);
        wantMore();
      }
      case Decoded.Refused<T>(var reason, var offset, var detail) ->
          breakOff(reason + " at " + offset + ": " + detail);
    }
  }

  private void wantMore() {
    if (request == null) {
      taken++;
    } else {
      request.more();
    }
  }

  private void breakOff(String reason) {
    answer.complete(new Answer.Broken<>(reason, true, false));
    if (request != null) {
      request.cancel();
    }
  }

  @Override
  public synchronized void onEnd() {
    answer.complete(new Answer.Whole<>(parts));
  }

  @Override
  public void onRefused(ResponseCode code, String text) {
    answer.complete(new Answer.Broken<>(code + ": " + text, false, false));
  }

  @Override
  public void onFailed(RequestFailure why, String detail) {
    answer.complete(
        new Answer.Broken<>(
            why + ": " + detail,
            why == RequestFailure.MALFORMED,
            why == RequestFailure.NOT_SPOKEN));
  }
}
