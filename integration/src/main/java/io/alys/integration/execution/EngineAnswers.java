package io.alys.integration.execution;

import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.Height;
import io.alys.messages.types.Wei;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the answers of the {@code engine_*} methods and blocks of the {@code eth_*} methods. */
final class EngineAnswers {

  private EngineAnswers() {}

  static Set<String> capabilities(JsonNode result, String method) {
    return Set.copyOf(AnswerObject.list(result, method, AnswerObject::text));
  }

  /** The first of the versions: a multiplexer lists several. */
  static ClientVersion clientVersion(JsonNode result, String method) {
    var versions =
        AnswerObject.list(
            result,
            method,
            (node, path) -> {
              var json = AnswerObject.of(node, path);
              return new ClientVersion(
                  AnswerText.shorten(json.text("code")),
                  AnswerText.shorten(json.text("name")),
                  AnswerText.shorten(json.text("version")),
                  AnswerText.shorten(json.text("commit")));
            });
    if (versions.isEmpty()) {
      throw EngineErrors.malformed(method, "names no client");
    }
    return versions.getFirst();
  }

  static ForkchoiceResult forkchoice(JsonNode result, String method) {
    var json = AnswerObject.of(result, method);
    var status = status(json.object("payloadStatus"));
    var id = json.has("payloadId") ? new PayloadId(json.data("payloadId", PayloadId.SIZE)) : null;
    return new ForkchoiceResult(status, id);
  }

  static PayloadStatus payloadStatus(JsonNode result, String method) {
    return status(AnswerObject.of(result, method));
  }

  private static PayloadStatus status(AnswerObject json) {
    return switch (json.text("status")) {
      case "VALID" -> new PayloadStatus.Valid(json.hash("latestValidHash"));
      case "INVALID" ->
          new PayloadStatus.Invalid(json.optionalHash("latestValidHash"), reason(json));
      case "INVALID_BLOCK_HASH" -> new PayloadStatus.Invalid(null, reason(json));
      case "SYNCING" -> new PayloadStatus.Syncing();
      case "ACCEPTED" -> new PayloadStatus.Accepted();
      default -> throw json.malformed("has an unknown status");
    };
  }

  private static String reason(AnswerObject json) {
    var error = json.optionalText("validationError");
    return error == null ? json.text("status") : AnswerText.shorten(error);
  }

  static BuiltPayload builtPayload(JsonNode result, String method, EngineFork fork) {
    var json = AnswerObject.of(result, method);
    if (fork == EngineFork.DENEB) {
      var bundle = json.object("blobsBundle");
      for (var part : new String[] {"commitments", "proofs", "blobs"}) {
        refuseContent(bundle, part, "blobs");
      }
    }
    if (json.has("executionRequests")) {
      refuseContent(json, "executionRequests", "execution requests");
    }
    var payload = PayloadJson.read(json.object("executionPayload"), fork);
    return new BuiltPayload(payload, new Wei(json.uint256("blockValue").value()));
  }

  private static void refuseContent(AnswerObject json, String name, String what) {
    if (!json.list(name, (_, path) -> path).isEmpty()) {
      throw new ExecutionFailure(
          Kind.UNSUPPORTED_PAYLOAD, "the payload has " + what + ", which blocks can't carry");
    }
  }

  static Optional<ExecutionBlock> block(JsonNode result, String method) {
    if (result.isNull()) {
      return Optional.empty();
    }
    var json = AnswerObject.of(result, method);
    var number = json.uint64("number");
    if (!number.fitsLong()) {
      throw json.malformed("has a number above 63 bits");
    }
    return Optional.of(
        new ExecutionBlock(
            new Height(number.toLongExact()),
            json.hash("hash"),
            json.hash("parentHash"),
            json.uint64("timestamp")));
  }
}
