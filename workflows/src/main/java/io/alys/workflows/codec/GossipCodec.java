package io.alys.workflows.codec;

import io.alys.messages.block.PegoutSignatures;
import io.alys.messages.block.PegoutSignatures.Payment;
import io.alys.messages.network.Gossip;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.Supplier;

/**
 * What nodes tell all others, in V1's encoding: a map with one entry, from the kind's name to its
 * content (protocol reference §4.3). The topic has no say in what a message is.
 */
public final class GossipCodec {

  private static final String BLOCK = "ConsensusBlock";
  private static final String APPROVAL = "ApproveBlock";
  private static final String HEADER = "QueuePow";
  private static final String SIGNATURES = "PegoutSignatures";
  private static final int MAX_KIND = 32;

  /** The shortest entry: an id, a key of 33 small numbers, and no signatures. */
  private static final int PAYMENT_BYTES = 34 + 1 + 3 + Payment.PUBLIC_KEY_BYTES + 1;

  private GossipCodec() {}

  /** The message's bytes. */
  public static Bytes encode(Gossip gossip) {
    var out = new MessagePackWriter();
    out.map(1);
    switch (gossip) {
      case Gossip.OfBlock(var block) -> {
        out.text(BLOCK);
        BlockCodec.write(out, block);
      }
      case Gossip.OfApproval(var approval) -> {
        out.text(APPROVAL);
        BlockCodec.write(out, approval);
      }
      case Gossip.OfHeader(var header) -> {
        out.text(HEADER);
        BlockCodec.write(out, header);
      }
      case Gossip.OfPegoutSignatures(var signatures) -> {
        out.text(SIGNATURES);
        write(out, signatures);
      }
    }
    return out.toBytes();
  }

  /** Reads a message of at most so many bytes. */
  public static Decoded<Gossip> decode(Bytes bytes, int maxBytes) {
    return ByteCursor.decode(bytes, maxBytes, cursor -> read(new MessagePackReader(cursor)));
  }

  private static Gossip read(MessagePackReader in) {
    var start = in.position();
    int entries = in.map(Integer.MAX_VALUE, 2);
    if (entries != 1) {
      throw new RefusedInput(
          DecodeRefusal.WRONG_FIELD_COUNT, start, entries + " entries instead of 1");
    }
    var kind = in.text(MAX_KIND);
    return switch (kind) {
      case BLOCK -> new Gossip.OfBlock(BlockCodec.readSignedBlock(in));
      case APPROVAL -> new Gossip.OfApproval(BlockCodec.readApproveBlock(in));
      case HEADER -> new Gossip.OfHeader(BlockCodec.readAuxPowHeader(in));
      case SIGNATURES -> new Gossip.OfPegoutSignatures(readSignatures(in));
      default ->
          throw new RefusedInput(DecodeRefusal.UNKNOWN_KIND, start, "an unknown kind of message");
    };
  }

  private static void write(MessagePackWriter out, PegoutSignatures signatures) {
    out.map(signatures.payments().size());
    for (var payment : signatures.payments()) {
      out.binary(payment.txid().bytes());
      out.array(2);
      out.integers(payment.publicKey());
      out.list(payment.signatures(), out::binary);
    }
  }

  private static PegoutSignatures readSignatures(MessagePackReader in) {
    int count = in.map(Limits.SIGNED_PAYMENTS, PAYMENT_BYTES);
    var payments = new ArrayList<Payment>();
    var seen = new HashSet<Hash32>();
    for (int i = 0; i < count; i++) {
      var start = in.position();
      var payment = readPayment(in);
      if (!seen.add(payment.txid())) {
        throw new RefusedInput(DecodeRefusal.DUPLICATE_KEY, start, "a payment comes twice");
      }
      payments.add(payment);
    }
    return new PegoutSignatures(payments);
  }

  private static Payment readPayment(MessagePackReader in) {
    var txid = in.binaryHash();
    in.structure(2);
    var key = exactly(Payment.PUBLIC_KEY_BYTES, in, () -> in.integers(Payment.PUBLIC_KEY_BYTES));
    var signatures =
        in.list(
            Limits.SIGNED_INPUTS,
            2 + Payment.SIGNATURE_BYTES,
            () -> exactly(Payment.SIGNATURE_BYTES, in, () -> in.binary(Payment.SIGNATURE_BYTES)));
    return new Payment(txid, key, signatures);
  }

  private static Bytes exactly(int size, MessagePackReader in, Supplier<Bytes> read) {
    var start = in.position();
    var bytes = read.get();
    if (bytes.size() != size) {
      throw new RefusedInput(
          DecodeRefusal.WRONG_LENGTH, start, bytes.size() + " bytes instead of " + size);
    }
    return bytes;
  }
}
