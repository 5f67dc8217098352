package io.alys.workflows.codec;

import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.UInt64;

/** The execution payload in MessagePack: 15 fields, from Deneb on 17 (§4.2, rule 3.2). */
final class PayloadPack {

  private static final int CAPELLA_FIELDS = 15;
  private static final int DENEB_FIELDS = 17;

  /** Shortest encodings: {@code a23078}; an address and three texts of one digit. */
  private static final int MIN_TRANSACTION = 3;

  private static final int MIN_WITHDRAWAL = 51;

  private PayloadPack() {}

  static void write(MessagePackWriter out, ExecutionPayload payload) {
    var blobGas = payload.blobGas();
    out.array(blobGas == null ? CAPELLA_FIELDS : DENEB_FIELDS);
    out.hex(payload.parentHash().bytes());
    out.hex(payload.feeRecipient().bytes());
    out.hex(payload.stateRoot().bytes());
    out.hex(payload.receiptsRoot().bytes());
    out.hex(payload.logsBloom());
    out.hex(payload.prevRandao().bytes());
    out.decimal(payload.blockNumber());
    out.decimal(payload.gasLimit());
    out.decimal(payload.gasUsed());
    out.decimal(payload.timestamp());
    out.hex(payload.extraData());
    out.decimal(payload.baseFeePerGas());
    out.hex(payload.blockHash().bytes());
    out.list(payload.transactions(), out::hex);
    out.list(payload.withdrawals(), withdrawal -> write(out, withdrawal));
    if (blobGas != null) {
      out.decimal(blobGas.blobGasUsed());
      out.decimal(blobGas.excessBlobGas());
    }
  }

  static ExecutionPayload read(MessagePackReader in) {
    var deneb = in.structure(CAPELLA_FIELDS, DENEB_FIELDS) == DENEB_FIELDS;
    return new ExecutionPayload(
        in.hexHash(),
        readAddress(in),
        in.hexHash(),
        in.hexHash(),
        in.hex(ExecutionPayload.BLOOM_SIZE),
        in.hexHash(),
        readNumber(in),
        in.decimal64(),
        in.decimal64(),
        in.decimal64(),
        in.hexUpTo(ExecutionPayload.MAX_EXTRA_DATA),
        in.decimal256(),
        in.hexHash(),
        in.list(
            Limits.PAYLOAD_TRANSACTIONS,
            MIN_TRANSACTION,
            () -> in.hexUpTo(Limits.PAYLOAD_TRANSACTION_BYTES)),
        in.list(ExecutionPayload.MAX_WITHDRAWALS, MIN_WITHDRAWAL, () -> readWithdrawal(in)),
        deneb ? new BlobGas(in.decimal64(), in.decimal64()) : null);
  }

  static EvmAddress readAddress(MessagePackReader in) {
    return new EvmAddress(in.hex(EvmAddress.SIZE));
  }

  private static UInt64 readNumber(MessagePackReader in) {
    var start = in.position();
    var number = in.decimal64();
    if (!number.fitsLong()) {
      throw new RefusedInput(DecodeRefusal.HEIGHT_BEYOND_63_BITS, start, "block_number " + number);
    }
    return number;
  }

  private static void write(MessagePackWriter out, Withdrawal withdrawal) {
    out.array(4);
    out.decimal(withdrawal.index());
    out.decimal(withdrawal.validatorIndex());
    out.hex(withdrawal.address().bytes());
    out.decimal(withdrawal.amount());
  }

  private static Withdrawal readWithdrawal(MessagePackReader in) {
    in.structure(4);
    return new Withdrawal(in.decimal64(), in.decimal64(), readAddress(in), in.decimal64());
  }
}
