package io.alys.node.rpc;

import io.alys.node.http.JsonLimits;
import io.alys.node.http.JsonValue;
import io.alys.node.http.JsonWriter;
import io.alys.node.http.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the bytes of a request to the bytes of its answer: envelopes, batches, methods, errors. */
final class RpcDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);

  /** Answers of a batch are cut off here; a single answer is as large as its block. */
  private static final int MAX_BATCH_ANSWER_BYTES = 32 << 20;

  private final RpcSettings settings;
  private final Map<String, RpcMethod> methods;
  private final RpcMetrics metrics;
  private final StrictJson json = new StrictJson(JsonLimits.REQUEST);
  private final CallReader calls;
  private final ArgumentReader arguments;

  RpcDispatcher(RpcSettings settings, List<RpcMethod> methods, RpcMetrics metrics) {
    this.settings = settings;
    this.methods =
        methods.stream().collect(Collectors.toUnmodifiableMap(RpcMethod::name, method -> method));
    this.metrics = metrics;
    this.calls = new CallReader(settings.dialect());
    this.arguments = new ArgumentReader(settings.dialect());
  }

  /** An answer as HTTP carries it; {@code body} is null when there is nothing to say. */
  record Answer(int httpStatus, @Nullable ByteBuffer body) {}

  /**
   * Answers a body.
   *
   * @param mayTakeMore whether the sender may make so many calls beyond the first
   */
  Answer answer(ByteBuffer body, IntPredicate mayTakeMore) {
    return switch (json.parse(body)) {
      case StrictJson.Malformed(var reason) -> {
        LOG.debug("no JSON in a request: {}", reason);
        yield refused(RpcReason.PARSE_ERROR, "Parse error: " + reason);
      }
      case StrictJson.Parsed(JsonValue.Array(var items)) -> batch(items, mayTakeMore);
      case StrictJson.Parsed(var value) -> single(value);
    };
  }

  /** Refuses a request as a whole. */
  Answer refused(RpcReason reason, String detail) {
    metrics.refused(reason);
    var entry = RpcErrors.of(settings.dialect(), reason);
    var error = Envelope.anonymous(false).error(entry.code(), entry.message(detail));
    return new Answer(entry.httpStatus(), bytes(error));
  }

  private Answer single(JsonValue value) {
    var called = call(value, deadline());
    return called.tree == null
        ? new Answer(204, null)
        : new Answer(called.httpStatus, bytes(called.tree));
  }

  private Answer batch(List<JsonValue> items, IntPredicate mayTakeMore) {
    int max = settings.limits().maxBatch();
    if (items.isEmpty()) {
      return refused(RpcReason.INVALID_REQUEST, "the batch is empty");
    }
    if (items.size() > max) {
      var detail = "a batch of %d calls, at most %d".formatted(items.size(), max);
      return refused(RpcReason.INVALID_REQUEST, detail);
    }
    if (!mayTakeMore.test(items.size() - 1)) {
      return refused(RpcReason.TOO_MANY_REQUESTS, "too many requests from this address");
    }
    var deadline = deadline();
    var answers = new ByteArrayOutputStream();
    for (var item : items) {
      var tree = answers.size() > MAX_BATCH_ANSWER_BYTES ? cutOff(item) : call(item, deadline).tree;
      if (tree != null) {
        answers.write(answers.size() == 0 ? '[' : ',');
        answers.writeBytes(JsonWriter.write(tree));
      }
    }
    if (answers.size() == 0) {
      return new Answer(204, null);
    }
    answers.write(']');
    return new Answer(200, ByteBuffer.wrap(answers.toByteArray()));
  }

  private static ByteBuffer bytes(Map<String, @Nullable Object> tree) {
    return ByteBuffer.wrap(JsonWriter.write(tree));
  }

  private Deadline deadline() {
    return Deadline.in(settings.limits().requestTimeout());
  }

  /** What a call came to; {@code tree} is null for a notification. */
  private record Called(int httpStatus, @Nullable Map<String, @Nullable Object> tree) {}

  private Called call(JsonValue value, Deadline deadline) {
    return switch (calls.read(value)) {
      case CallReader.NoCall(var envelope, var detail) -> {
        metrics.refused(RpcReason.INVALID_REQUEST);
        yield error(envelope, RpcReason.INVALID_REQUEST, detail);
      }
      case CallReader.Call call -> {
        long start = System.nanoTime();
        var reply = reply(call, deadline);
        var method = methods.get(call.method());
        metrics.called(
            method == null ? RpcMetrics.UNKNOWN_METHOD : method.name(),
            outcome(reply),
            Duration.ofNanos(System.nanoTime() - start));
        yield switch (reply) {
          case RpcReply.Result(var tree) -> new Called(200, answer(call.envelope(), tree));
          case RpcReply.Refusal(var reason, var detail) -> error(call.envelope(), reason, detail);
        };
      }
    };
  }

  private RpcReply reply(CallReader.Call call, Deadline deadline) {
    var method = methods.get(call.method());
    if (method == null) {
      return new RpcReply.Refusal(RpcReason.UNKNOWN_METHOD, "Method not found");
    }
    return switch (arguments.read(method, call.params())) {
      case ArgumentReader.Unreadable(var detail) ->
          new RpcReply.Refusal(RpcReason.INVALID_PARAMS, detail);
      case ArgumentReader.Arguments(var values) -> guarded(method, values, deadline);
    };
  }

  /** A fault in a method costs this answer, not the connection. */
  private static RpcReply guarded(RpcMethod method, List<JsonValue> values, Deadline deadline) {
    try {
      return method.body().answer(values, deadline);
    } catch (RuntimeException e) {
      LOG.error("{} failed", method.name(), e);
      return new RpcReply.Refusal(RpcReason.INTERNAL, "Internal error");
    }
  }

  private Called error(Envelope envelope, RpcReason reason, String detail) {
    var entry = RpcErrors.of(settings.dialect(), reason);
    var tree = envelope.error(entry.code(), entry.message(detail));
    return envelope.answered() ? new Called(entry.httpStatus(), tree) : new Called(204, null);
  }

  private static @Nullable Map<String, @Nullable Object> answer(
      Envelope envelope, @Nullable Object tree) {
    return envelope.answered() ? envelope.result(tree) : null;
  }

  private @Nullable Map<String, @Nullable Object> cutOff(JsonValue item) {
    var envelope =
        switch (calls.read(item)) {
          case CallReader.Call call -> call.envelope();
          case CallReader.NoCall noCall -> noCall.envelope();
        };
    var detail = "the answers of this batch are too large; ask in smaller batches";
    metrics.refused(RpcReason.ANSWER_TOO_LARGE);
    return error(envelope, RpcReason.ANSWER_TOO_LARGE, detail).tree;
  }

  private static String outcome(RpcReply reply) {
    return switch (reply) {
      case RpcReply.Result _ -> RpcMetrics.SUCCESS;
      case RpcReply.Refusal(var reason, var _) -> reason.name().toLowerCase(Locale.ROOT);
    };
  }
}
