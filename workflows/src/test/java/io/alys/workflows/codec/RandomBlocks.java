package io.alys.workflows.codec;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random blocks and parts of them from a seed: any shape, numbers near the borders of forms. */
public final class RandomBlocks {

  private final Random random;

  /** The same seed gives the same blocks. */
  public RandomBlocks(long seed) {
    random = new Random(seed);
  }

  /** A block with approvals. */
  public SignedBlock signedBlock() {
    var bits = new ApprovalBits(random.nextInt(1 << ApprovalBits.CAPACITY));
    return new SignedBlock(
        block(), new AggregateApproval(bits, new BlsSignature(bytes(BlsSignature.SIZE))));
  }

  /** A block. */
  public ConsensusBlock block() {
    return new ConsensusBlock(
        hash(),
        new Slot(number() >>> 1),
        maybe(this::auxPowHeader),
        payload(),
        list(20, () -> new PegIn(hash(), hash())),
        maybe(this::transaction),
        list(3, this::transaction));
  }

  /** An AuxPoW header. */
  public AuxPowHeader auxPowHeader() {
    return new AuxPowHeader(
        hash(),
        hash(),
        new CompactBits((int) number()),
        (int) number(),
        new UInt64(number()),
        maybe(this::auxPow),
        address());
  }

  /** An AuxPoW. */
  public AuxPow auxPow() {
    var header =
        new BitcoinHeader(
            (int) number(),
            hash(),
            hash(),
            (int) number(),
            new CompactBits((int) number()),
            (int) number());
    return new AuxPow(transaction(), hash(), branch(), branch(), header);
  }

  /** A Bitcoin transaction, also without inputs, with or without witnesses. */
  public BitcoinTransaction transaction() {
    var witnessed = random.nextBoolean();
    return new BitcoinTransaction(
        signed(),
        (int) number(),
        list(4, () -> input(witnessed)),
        list(4, () -> new TxOutput(new UInt64(number()), bytes(size()))));
  }

  /** Bytes of any values. */
  public Bytes bytes(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** A number from 0 to {@code bound} - 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  private TxInput input(boolean witnessed) {
    List<Bytes> witness = witnessed ? list(3, () -> bytes(size())) : List.of();
    return new TxInput(
        new OutPoint(hash(), (int) number()), bytes(size()), (int) number(), witness);
  }

  private MerkleBranch branch() {
    return new MerkleBranch(list(20, this::hash), (int) number());
  }

  private ExecutionPayload payload() {
    return new ExecutionPayload(
        hash(),
        address(),
        hash(),
        hash(),
        bytes(ExecutionPayload.BLOOM_SIZE),
        hash(),
        new UInt64(number() >>> 1),
        new UInt64(number()),
        new UInt64(number()),
        new UInt64(number()),
        bytes(below(ExecutionPayload.MAX_EXTRA_DATA + 1)),
        new UInt256(new BigInteger(below(257), random)),
        hash(),
        list(20, () -> bytes(size())),
        list(ExecutionPayload.MAX_WITHDRAWALS, this::withdrawal),
        maybe(() -> new BlobGas(new UInt64(number()), new UInt64(number()))));
  }

  private Withdrawal withdrawal() {
    return new Withdrawal(
        new UInt64(number()), new UInt64(number()), address(), new UInt64(number()));
  }

  private Hash32 hash() {
    return new Hash32(bytes(Hash32.SIZE));
  }

  private EvmAddress address() {
    return new EvmAddress(bytes(EvmAddress.SIZE));
  }

  /** Any of 64 bits, often a power of two or one beside it. */
  private long number() {
    return random.nextInt(4) == 0
        ? random.nextLong()
        : (1L << random.nextInt(64)) + random.nextInt(3) - 1;
  }

  private int signed() {
    var magnitude = (int) number();
    return random.nextBoolean() ? magnitude : -magnitude;
  }

  /** Mostly short, sometimes just at the border of a longer length. */
  private int size() {
    return switch (random.nextInt(400)) {
      case 0 -> 65_534 + random.nextInt(4);
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> 252 + random.nextInt(6);
      case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> 14 + random.nextInt(4);
      default -> random.nextInt(80);
    };
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(int most, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(most + 1)).toList();
  }
}
