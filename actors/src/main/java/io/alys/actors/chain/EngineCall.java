package io.alys.actors.chain;

import io.alys.actors.runtime.Current;
import io.alys.actors.runtime.Origin;
import io.alys.messages.chain.EngineProtocol.Failure;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A request to the execution client with the way back to its sender, who gets one answer. */
final class EngineCall<T> {

  private final Origin origin = Current.origin();
  private final String name;
  private final Supplier<CompletionStage<T>> start;
  private final Consumer<T> onResult;
  private final Consumer<Failure> onFailure;
  private boolean answered;

  EngineCall(
      String name,
      Supplier<CompletionStage<T>> start,
      Consumer<T> onResult,
      Consumer<Failure> onFailure) {
    this.name = name;
    this.start = start;
    this.onResult = onResult;
    this.onFailure = onFailure;
  }

  String name() {
    return name;
  }

  /** In whose name the call is made, whenever its turn comes. */
  Origin origin() {
    return origin;
  }

  CompletionStage<T> start() {
    return start.get();
  }

  /** Gives the sender the result, unless it was refused before. */
  void succeed(T result) {
    if (!answered) {
      answered = true;
      onResult.accept(result);
    }
  }

  /** Gives the sender a negative answer, unless it has one. */
  void fail(Failure failure) {
    if (!answered) {
      answered = true;
      onFailure.accept(failure);
    }
  }
}
