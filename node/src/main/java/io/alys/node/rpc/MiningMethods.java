package io.alys.node.rpc;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.mining.AuxPowProtocol.PickReply;
import io.alys.messages.mining.AuxPowProtocol.SubmitReply;
import io.alys.messages.mining.AuxPowProtocol.TemplateReply;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.node.http.JsonValue;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.BlockJson;
import io.alys.workflows.codec.Decoded;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code createauxblock}, {@code submitauxblock} and {@code getqueuedpow}. */
final class MiningMethods {
  private static final Logger LOG = LoggerFactory.getLogger(MiningMethods.class);

  private static final Pattern ADDRESS = Pattern.compile("(0x)?[0-9a-fA-F]{40}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*+");

  /** The codes of {@link AuxPowProtocol.NoTemplate} that mean that the node is behind. */
  private static final String SYNCING = "syncing";

  private final RpcNode node;
  private final ActorQuestions questions;
  private final TemplateFormat format;
  private final Dialect dialect;

  MiningMethods(RpcNode node, ActorQuestions questions, Dialect dialect) {
    this.node = node;
    this.questions = questions;
    this.dialect = dialect;
    this.format = new TemplateFormat(dialect);
  }

  List<RpcMethod> all() {
    var queued =
        RpcMethod.of(
                "getqueuedpow",
                "The proof that waits for the next block, or null",
                Schemas.OBJECT_OR_NULL,
                this::queued)
            .failingWith(RpcReason.UNAVAILABLE);
    return List.of(createauxblock(), submitauxblock(), queued);
  }

  private RpcMethod createauxblock() {
    return RpcMethod.of(
            "createauxblock",
            "Work for merged mining; it stays good while its first block is not final",
            format.schema(),
            this::createTemplate)
        .taking(
            new RpcParam(
                "paytoaddress",
                List.of("address"),
                "EVM address that gets the miner's share of the fees",
                true,
                Schemas.EVM_ADDRESS))
        .failingWith(
            RpcReason.INVALID_PARAMS,
            RpcReason.BAD_ADDRESS,
            RpcReason.SYNCING,
            RpcReason.NO_WORK,
            RpcReason.MINING_UNAVAILABLE);
  }

  private RpcMethod submitauxblock() {
    var hash =
        new RpcParam(
            "blockhash", List.of("hash"), "hash of createauxblock's answer", true, Schemas.HASH);
    var auxpow = new RpcParam("auxpow", List.of(), "serialised AuxPoW", true, Schemas.HEX);
    return RpcMethod.of(
            "submitauxblock",
            "Hands in a proof of work; true when it is accepted",
            Schemas.BOOLEAN,
            this::submitProof)
        .taking(hash)
        .taking(auxpow)
        .failingWith(
            RpcReason.BAD_SUBMISSION,
            RpcReason.BAD_HEX,
            RpcReason.BAD_AUXPOW,
            RpcReason.UNKNOWN_WORK,
            RpcReason.MINING_UNAVAILABLE);
  }

  private RpcReply createTemplate(List<JsonValue> arguments, Deadline deadline) {
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof JsonValue.Text(var text))) {
      return refusal(RpcReason.INVALID_PARAMS, "one string is expected: the payout address");
    }
    if (!ADDRESS.matcher(text).matches()) {
      return refusal(RpcReason.BAD_ADDRESS, "Invalid coinbase payout address");
    }
    var miner = EvmAddress.fromHex(text);
    TemplateReply reply =
        questions.ask(node.mining(), deadline, me -> new AuxPowProtocol.CreateTemplate(miner, me));
    return switch (reply) {
      case AuxPowProtocol.Template template -> new RpcReply.Result(format.tree(template));
      case AuxPowProtocol.NoTemplate(var code, var reason) ->
          refusal(
              code.equals(SYNCING) ? RpcReason.SYNCING : RpcReason.NO_WORK, code + ": " + reason);
      case AuxPowProtocol.MiningUnavailable(var reason) ->
          refusal(RpcReason.MINING_UNAVAILABLE, reason);
    };
  }

  private RpcReply submitProof(List<JsonValue> arguments, Deadline deadline) {
    if (arguments.size() != 2
        || !(arguments.getFirst() instanceof JsonValue.Text(var hash))
        || !(arguments.getLast() instanceof JsonValue.Text(var proof))) {
      return refusal(RpcReason.BAD_SUBMISSION, "two strings are expected: hash and auxpow");
    }
    if (!HASH.matcher(hash).matches()) {
      return refusal(RpcReason.BAD_HEX, "hash must be 64 hex digits without 0x");
    }
    if (!HEX.matcher(proof).matches()) {
      return refusal(RpcReason.BAD_HEX, "auxpow must be pairs of hex digits without 0x");
    }
    return switch (BitcoinCodec.decodeAuxPowPrefix(Bytes.fromHex(proof))) {
      case Decoded.Refused<BitcoinCodec.Prefix<AuxPow>>(var reason, var offset, var detail) ->
          refusal(
              RpcReason.BAD_AUXPOW,
              "AuxPoW decode failed at byte %d: %s (%s)".formatted(offset, detail, reason));
      case Decoded.Ok<BitcoinCodec.Prefix<AuxPow>>(var read) -> {
        if (read.trailingBytes() > 0) {
          LOG.info("ignored {} bytes after the AuxPoW for {}", read.trailingBytes(), hash);
        }
        yield submit(Hash32.fromHex(hash), read.value(), deadline);
      }
    };
  }

  private RpcReply submit(Hash32 workHash, AuxPow auxpow, Deadline deadline) {
    SubmitReply reply =
        questions.ask(
            node.mining(), deadline, me -> new AuxPowProtocol.SubmitProof(workHash, auxpow, me));
    return switch (reply) {
      case AuxPowProtocol.ProofAccepted(var start, var end, var again) -> {
        LOG.info("proof accepted for {} to {}{}", start, end, again ? ", again" : "");
        yield new RpcReply.Result(true);
      }
      case AuxPowProtocol.UnknownWork(var hash) -> {
        LOG.info("proof for unknown work {}", hash.hex());
        yield refusal(RpcReason.UNKNOWN_WORK, "block hash unknown");
      }
      case AuxPowProtocol.ProofRefused(var code, var expected, var found) -> {
        LOG.info(
            "proof for {} refused: {}, expected {}, found {}", workHash, code, expected, found);
        yield dialect == Dialect.POOL
            ? new RpcReply.Result(false)
            : refusal(RpcReason.PROOF_REFUSED, code);
      }
      case AuxPowProtocol.MiningUnavailable(var reason) ->
          refusal(RpcReason.MINING_UNAVAILABLE, reason);
    };
  }

  private RpcReply queued(List<JsonValue> arguments, Deadline deadline) {
    PickReply reply = questions.ask(node.mining(), deadline, AuxPowProtocol.GetQueued::new);
    return switch (reply) {
      case AuxPowProtocol.Picked(var header) -> new RpcReply.Result(BlockJson.of(header));
      case AuxPowProtocol.NothingQueued() -> new RpcReply.Result(null);
      case AuxPowProtocol.MiningUnavailable(var reason) -> refusal(RpcReason.UNAVAILABLE, reason);
    };
  }

  private static RpcReply refusal(RpcReason reason, String detail) {
    return new RpcReply.Refusal(reason, detail);
  }
}
