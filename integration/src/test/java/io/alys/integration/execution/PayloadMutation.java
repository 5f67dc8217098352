package io.alys.integration.execution;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Payloads with a field changed, and the block hash of empty Deneb payloads. */
final class PayloadMutation {

  /** keccak256 of the RLP of an empty list, and root of an empty trie. */
  private static final String NO_OMMERS =
      "1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

  private static final String EMPTY_TRIE =
      "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

  private PayloadMutation() {}

  static ExecutionPayload parent(ExecutionPayload payload, Hash32 parent) {
    return with(payload, parent, payload.stateRoot(), payload.gasUsed(), payload.transactions());
  }

  static ExecutionPayload stateRoot(ExecutionPayload payload, Hash32 root) {
    return with(payload, payload.parentHash(), root, payload.gasUsed(), payload.transactions());
  }

  static ExecutionPayload gasUsed(ExecutionPayload payload, UInt64 gasUsed) {
    return with(
        payload, payload.parentHash(), payload.stateRoot(), gasUsed, payload.transactions());
  }

  static ExecutionPayload transactions(ExecutionPayload payload, List<Bytes> transactions) {
    return with(
        payload, payload.parentHash(), payload.stateRoot(), payload.gasUsed(), transactions);
  }

  /** The payload with the hash that its header has; without transactions and withdrawals. */
  static ExecutionPayload rehashed(ExecutionPayload payload, Hash32 parentBeaconBlockRoot) {
    var blobGas = Objects.requireNonNull(payload.blobGas());
    var fields = new ArrayList<RlpType>();
    fields.add(bytes(payload.parentHash().bytes()));
    fields.add(bytes(Bytes.fromHex(NO_OMMERS)));
    fields.add(bytes(payload.feeRecipient().bytes()));
    fields.add(bytes(payload.stateRoot().bytes()));
    fields.add(bytes(Bytes.fromHex(EMPTY_TRIE)));
    fields.add(bytes(payload.receiptsRoot().bytes()));
    fields.add(bytes(payload.logsBloom()));
    fields.add(RlpString.create(BigInteger.ZERO));
    fields.add(number(payload.blockNumber()));
    fields.add(number(payload.gasLimit()));
    fields.add(number(payload.gasUsed()));
    fields.add(number(payload.timestamp()));
    fields.add(bytes(payload.extraData()));
    fields.add(bytes(payload.prevRandao().bytes()));
    fields.add(bytes(Bytes.zeros(8)));
    fields.add(RlpString.create(payload.baseFeePerGas().value()));
    fields.add(bytes(Bytes.fromHex(EMPTY_TRIE)));
    fields.add(number(blobGas.blobGasUsed()));
    fields.add(number(blobGas.excessBlobGas()));
    fields.add(bytes(parentBeaconBlockRoot.bytes()));
    var hash = Hash32.of(Hash.sha3(RlpEncoder.encode(new RlpList(fields))));
    return withHash(payload, hash);
  }

  private static RlpType bytes(Bytes bytes) {
    return RlpString.create(bytes.toArray());
  }

  private static RlpType number(UInt64 number) {
    return RlpString.create(new BigInteger(number.toString()));
  }

  private static ExecutionPayload with(
      ExecutionPayload payload,
      Hash32 parentHash,
      Hash32 stateRoot,
      UInt64 gasUsed,
      List<Bytes> transactions) {
    return new ExecutionPayload(
        parentHash,
        payload.feeRecipient(),
        stateRoot,
        payload.receiptsRoot(),
        payload.logsBloom(),
        payload.prevRandao(),
        payload.blockNumber(),
        payload.gasLimit(),
        gasUsed,
        payload.timestamp(),
        payload.extraData(),
        payload.baseFeePerGas(),
        payload.blockHash(),
        transactions,
        payload.withdrawals(),
        payload.blobGas());
  }

  private static ExecutionPayload withHash(ExecutionPayload payload, Hash32 blockHash) {
    return new ExecutionPayload(
        payload.parentHash(),
        payload.feeRecipient(),
        payload.stateRoot(),
        payload.receiptsRoot(),
        payload.logsBloom(),
        payload.prevRandao(),
        payload.blockNumber(),
        payload.gasLimit(),
        payload.gasUsed(),
        payload.timestamp(),
        payload.extraData(),
        payload.baseFeePerGas(),
        blockHash,
        payload.transactions(),
        payload.withdrawals(),
        payload.blobGas());
  }
}
