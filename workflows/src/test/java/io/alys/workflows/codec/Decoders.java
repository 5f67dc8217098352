package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import java.util.List;
import java.util.function.Function;

/** Every decoder of the package, each followed by the encoder of what it found. */
final class Decoders {

  static final List<Function<Bytes, Decoded<Bytes>>> ALL =
      List.of(
          Decoders::block,
          Decoders::signedBlock,
          Decoders::auxPowHeader,
          Decoders::approval,
          Decoders::approveBlock,
          Decoders::approvalBits,
          Decoders::transaction,
          Decoders::header,
          Decoders::branch,
          Decoders::auxPow,
          Decoders::auxPowPrefix,
          Decoders::gossip,
          Decoders::status,
          Decoders::v1Status,
          Decoders::number,
          Decoders::roots,
          Decoders::wanted,
          Decoders::rootApproval);

  private static final int MAX = 1 << 24;

  private Decoders() {}

  static Decoded<Bytes> block(Bytes bytes) {
    return BlockCodec.decodeBlock(bytes, MAX).map(BlockCodec::encode);
  }

  static Decoded<Bytes> signedBlock(Bytes bytes) {
    return BlockCodec.decodeSignedBlock(bytes, MAX).map(BlockCodec::encode);
  }

  static Decoded<Bytes> auxPowHeader(Bytes bytes) {
    return BlockCodec.decodeAuxPowHeader(bytes, MAX).map(BlockCodec::encode);
  }

  static Decoded<Bytes> approval(Bytes bytes) {
    return BlockCodec.decodeApproval(bytes).map(BlockCodec::encode);
  }

  static Decoded<Bytes> approveBlock(Bytes bytes) {
    return BlockCodec.decodeApproveBlock(bytes).map(BlockCodec::encode);
  }

  static Decoded<Bytes> approvalBits(Bytes bytes) {
    return BlockCodec.decodeApprovalBits(bytes).map(bits -> bits.sszBytes());
  }

  static Decoded<Bytes> transaction(Bytes bytes) {
    return BitcoinCodec.decodeTransaction(bytes).map(BitcoinCodec::encode);
  }

  static Decoded<Bytes> header(Bytes bytes) {
    return BitcoinCodec.decodeHeader(bytes).map(BitcoinCodec::encode);
  }

  static Decoded<Bytes> branch(Bytes bytes) {
    return BitcoinCodec.decodeBranch(bytes).map(BitcoinCodec::encode);
  }

  static Decoded<Bytes> auxPow(Bytes bytes) {
    return BitcoinCodec.decodeAuxPow(bytes).map(BitcoinCodec::encode);
  }

  /** The AuxPoW at the front; the bytes behind it are kept as they are. */
  static Decoded<Bytes> auxPowPrefix(Bytes bytes) {
    return BitcoinCodec.decodeAuxPowPrefix(bytes)
        .map(
            prefix ->
                BitcoinCodec.encode(prefix.value())
                    .concat(bytes.slice(bytes.size() - prefix.trailingBytes(), bytes.size())));
  }

  static Decoded<Bytes> gossip(Bytes bytes) {
    return GossipCodec.decode(bytes, MAX).map(GossipCodec::encode);
  }

  static Decoded<Bytes> status(Bytes bytes) {
    return RequestCodec.decodeStatus(bytes).map(RequestCodec::encode);
  }

  static Decoded<Bytes> v1Status(Bytes bytes) {
    return RequestCodec.decodeV1Status(bytes).map(RequestCodec::encode);
  }

  static Decoded<Bytes> number(Bytes bytes) {
    return RequestCodec.decodeNumber(bytes).map(RequestCodec::encode);
  }

  static Decoded<Bytes> roots(Bytes bytes) {
    return RequestCodec.decodeRoots(bytes).map(RequestCodec::encodeRoots);
  }

  static Decoded<Bytes> wanted(Bytes bytes) {
    return RequestCodec.decodeWanted(bytes).map(RequestCodec::encodeWanted);
  }

  static Decoded<Bytes> rootApproval(Bytes bytes) {
    return RequestCodec.decodeApproval(bytes).map(RequestCodec::encode);
  }
}
