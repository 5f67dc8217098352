package io.alys.node.rpc;

import akka.actor.typed.ActorRef;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ChainProtocol.BlockReply;
import io.alys.messages.chain.ChainProtocol.ChainStatus;
import io.alys.messages.chain.ChainProtocol.StatusReply;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.node.http.JsonTree;
import io.alys.node.http.JsonValue;
import io.alys.workflows.codec.BlockJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The block queries, {@code getblockcount}, {@code getbestblockhash}, {@code alys_status}. */
final class ChainMethods {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,19}");
  private static final BigInteger MAX_HEIGHT = BigInteger.ONE.shiftLeft(64);
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern PREFIXED_HASH = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

  private final RpcNode node;
  private final ActorQuestions questions;
  private final Dialect dialect;

  ChainMethods(RpcNode node, ActorQuestions questions, Dialect dialect) {
    this.node = node;
    this.questions = questions;
    this.dialect = dialect;
  }

  List<RpcMethod> all() {
    return List.of(
        RpcMethod.of("getheadblock", "The head's block", Schemas.OBJECT, this::headBlock)
            .failingWith(RpcReason.NO_HEAD),
        RpcMethod.of(
                "getblockbyheight",
                "The block at a height of the chain, or null",
                Schemas.OBJECT_OR_NULL,
                this::blockByHeight)
            .taking(new RpcParam("height", List.of(), "its height", true, Schemas.NUMBER))
            .alsoBare()
            .failingWith(RpcReason.BAD_HEIGHT, RpcReason.BLOCK_UNAVAILABLE),
        RpcMethod.of(
                "getblockbyhash",
                "The block with a root, or null",
                Schemas.OBJECT_OR_NULL,
                this::blockByHash)
            .taking(new RpcParam("blockhash", List.of("hash"), "its root", true, Schemas.HASH))
            .alsoBare()
            .failingWith(
                RpcReason.INVALID_PARAMS, RpcReason.BAD_BLOCK_HASH, RpcReason.BLOCK_UNAVAILABLE),
        RpcMethod.of("getblockcount", "The head's height", Schemas.NUMBER, this::blockCount)
            .failingWith(RpcReason.UNAVAILABLE),
        RpcMethod.of("getbestblockhash", "The head's root", Schemas.HASH, this::bestBlockHash)
            .failingWith(RpcReason.UNAVAILABLE),
        RpcMethod.of(
                "alys_status",
                "Heads, slot, distance to the last finalised range, and what is wrong if anything",
                Schemas.OBJECT,
                this::status)
            .failingWith(RpcReason.UNAVAILABLE));
  }

  private RpcReply headBlock(List<JsonValue> arguments, Deadline deadline) {
    return switch (block(deadline, ChainProtocol.GetHead::new)) {
      case ChainProtocol.Found(var block, _) -> new RpcReply.Result(BlockJson.of(block));
      case ChainProtocol.NotFound() -> refusal(RpcReason.NO_HEAD, "there is no head yet");
      case ChainProtocol.BlockUnavailable(var reason) -> refusal(RpcReason.NO_HEAD, reason);
    };
  }

  private RpcReply blockByHeight(List<JsonValue> arguments, Deadline deadline) {
    if (arguments.size() != 1
        || !(arguments.getFirst() instanceof JsonValue.Numeral(var literal))
        || !WHOLE_NUMBER.matcher(literal).matches()
        || new BigInteger(literal).compareTo(MAX_HEIGHT) >= 0) {
      return refusal(RpcReason.BAD_HEIGHT, "one whole number from 0 to 2^64 - 1 is expected");
    }
    var height = new BigInteger(literal);
    if (height.bitLength() > 63) {
      return new RpcReply.Result(null);
    }
    return shown(
        block(
            deadline, me -> new ChainProtocol.GetBlockAt(new Height(height.longValueExact()), me)));
  }

  private RpcReply blockByHash(List<JsonValue> arguments, Deadline deadline) {
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof JsonValue.Text(var text))) {
      return refusal(RpcReason.INVALID_PARAMS, "one string is expected: the block's root");
    }
    var form = dialect == Dialect.POOL ? PREFIXED_HASH : HASH;
    if (!form.matcher(text).matches()) {
      return refusal(RpcReason.BAD_BLOCK_HASH, "a block hash is 64 hex digits");
    }
    return shown(block(deadline, me -> new ChainProtocol.GetBlock(Hash32.fromHex(text), me)));
  }

  private RpcReply blockCount(List<JsonValue> arguments, Deadline deadline) {
    return fromStatus(deadline, status -> status.certified().height().value());
  }

  private RpcReply bestBlockHash(List<JsonValue> arguments, Deadline deadline) {
    return fromStatus(deadline, status -> status.certified().root().hex());
  }

  private RpcReply status(List<JsonValue> arguments, Deadline deadline) {
    return fromStatus(deadline, this::statusTree);
  }

  private Map<String, @Nullable Object> statusTree(ChainStatus status) {
    return JsonTree.of(
        "version", node.facts().version(),
        "dialect", dialect.key(),
        "chainId", Integer.toUnsignedLong(node.facts().chainId()),
        "phase", status.phase(),
        "certified", named(status.certified()),
        "committed", named(status.committed()),
        "powFinal", named(status.powFinal()),
        "slot", status.slot().value(),
        "blocksWithoutPow", status.blocksWithoutPow(),
        "maxBlocksWithoutPow", status.maxBlocksWithoutPow(),
        "reasons", status.reasons(),
        "lastSkip", status.lastSkip().orElse(null));
  }

  private static Map<String, @Nullable Object> named(BlockRef block) {
    return JsonTree.of("height", block.height().value(), "root", block.root().prefixedHex());
  }

  private BlockReply block(
      Deadline deadline, Function<ActorRef<BlockReply>, ChainProtocol.Command> question) {
    return questions.ask(node.chain(), deadline, question);
  }

  private static RpcReply shown(BlockReply reply) {
    return switch (reply) {
      case ChainProtocol.Found(var block, _) -> new RpcReply.Result(BlockJson.of(block));
      case ChainProtocol.NotFound() -> new RpcReply.Result(null);
      case ChainProtocol.BlockUnavailable(var reason) ->
          refusal(RpcReason.BLOCK_UNAVAILABLE, reason);
    };
  }

  private RpcReply fromStatus(Deadline deadline, Function<ChainStatus, Object> tree) {
    StatusReply reply = questions.ask(node.chain(), deadline, ChainProtocol.GetStatus::new);
    return switch (reply) {
      case ChainStatus status -> new RpcReply.Result(tree.apply(status));
      case ChainProtocol.StatusUnavailable(var why) -> refusal(RpcReason.UNAVAILABLE, why.text());
    };
  }

  private static RpcReply refusal(RpcReason reason, String detail) {
    return new RpcReply.Refusal(reason, detail);
  }
}
