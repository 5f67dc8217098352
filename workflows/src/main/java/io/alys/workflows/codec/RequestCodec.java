package io.alys.workflows.codec;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.peers.ApprovalsWanted;
import io.alys.messages.peers.BlockRange;
import io.alys.messages.peers.ChainIdentity;
import io.alys.messages.peers.HeadClaim;
import io.alys.messages.peers.NodeStatus;
import io.alys.messages.peers.RootApproval;
import io.alys.messages.peers.V1Status;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Bodies of requests and answers other than blocks: fields in a fixed order, numbers with the least
 * significant byte first, lists without a count. V1's are those of the protocol reference §4.4, the
 * others are described in {@code docs/wire.md}.
 */
public final class RequestCodec {

  /** Bytes of a {@link NodeStatus}. */
  public static final int STATUS_BYTES = 256;

  /** Bytes of V1's status. */
  public static final int V1_STATUS_BYTES = 64;

  /** Bytes of a range. */
  public static final int RANGE_BYTES = 16;

  /** Bytes of a number: pings and goodbyes. */
  public static final int NUMBER_BYTES = 8;

  /** Bytes of V1's metadata. */
  public static final int METADATA_BYTES = 17;

  /** Most roots in a request. */
  public static final int MAX_ROOTS = 128;

  /** Most blocks whose approvals are asked for in a request. */
  public static final int MAX_APPROVAL_ROOTS = 16;

  /** Bytes of an {@link ApprovalsWanted}. */
  public static final int WANTED_BYTES = 34;

  /** Bytes of a {@link RootApproval}. */
  public static final int APPROVAL_BYTES = 130;

  private static final int UINT256_BYTES = 32;

  private RequestCodec() {}

  /** A status. */
  public static Bytes encode(NodeStatus status) {
    var out = new ByteSink();
    out.bytes(status.chain().genesis().bytes());
    out.littleEndian(status.chain().chainId().bits(), 8);
    out.bytes(status.chain().specHash().bytes());
    write(out, status.certified());
    write(out, status.committed());
    write(out, status.powFinal());
    var work = status.work().value();
    for (int i = 0; i < UINT256_BYTES; i += 8) {
      out.littleEndian(work.shiftRight(8 * i).longValue(), 8);
    }
    return out.littleEndian(status.clock().toEpochMilli(), 8).toBytes();
  }

  /** Reads a status. */
  public static Decoded<NodeStatus> decodeStatus(Bytes bytes) {
    return decode(
        bytes,
        STATUS_BYTES,
        in ->
            new NodeStatus(
                new ChainIdentity(in.hash(), new UInt64(in.littleEndian(8)), in.hash()),
                readHead(in),
                readHead(in),
                readHead(in),
                readUInt256(in),
                readTime(in)));
  }

  /** V1's status. */
  public static Bytes encode(V1Status status) {
    return status.finalised().bytes().concat(status.head().bytes());
  }

  /** Reads V1's status. */
  public static Decoded<V1Status> decodeV1Status(Bytes bytes) {
    return decode(bytes, V1_STATUS_BYTES, in -> new V1Status(in.hash(), in.hash()));
  }

  /** A range. */
  public static Bytes encode(BlockRange range) {
    return new ByteSink()
        .littleEndian(range.from().value(), 8)
        .littleEndian(range.count(), 8)
        .toBytes();
  }

  /** Reads a range; V1 sets no bound to the count, so a larger one is cut to the largest. */
  public static Decoded<BlockRange> decodeRange(Bytes bytes) {
    return decode(
        bytes,
        RANGE_BYTES,
        in -> {
          var from = readHeight(in);
          long count = in.littleEndian(8);
          if (count == 0) {
            throw in.refusal(DecodeRefusal.NUMBER_OUT_OF_RANGE, "no blocks are asked for");
          }
          boolean many = Long.compareUnsigned(count, BlockRange.MAX_COUNT) > 0;
          return new BlockRange(from, many ? BlockRange.MAX_COUNT : (int) count);
        });
  }

  /** A number of 64 bits: a ping, or a goodbye's reason. */
  public static Bytes encode(UInt64 number) {
    return new ByteSink().littleEndian(number.bits(), 8).toBytes();
  }

  /** Reads a number of 64 bits. */
  public static Decoded<UInt64> decodeNumber(Bytes bytes) {
    return decode(bytes, NUMBER_BYTES, in -> new UInt64(in.littleEndian(8)));
  }

  /** V1's metadata: a number that grows with each change, and bit fields that mean nothing here. */
  public static Bytes encodeMetadata(UInt64 sequence) {
    return encode(sequence).concat(Bytes.zeros(METADATA_BYTES - NUMBER_BYTES));
  }

  /** Reads the number of V1's metadata. */
  public static Decoded<UInt64> decodeMetadata(Bytes bytes) {
    return decode(
        bytes,
        METADATA_BYTES,
        in -> {
          var sequence = new UInt64(in.littleEndian(8));
          in.take(METADATA_BYTES - NUMBER_BYTES);
          return sequence;
        });
  }

  /** Roots of blocks that are asked for. */
  public static Bytes encodeRoots(List<Hash32> roots) {
    requireCount(roots.size(), MAX_ROOTS);
    var out = new ByteSink();
    roots.forEach(root -> out.bytes(root.bytes()));
    return out.toBytes();
  }

  /** Reads roots, at least one. */
  public static Decoded<List<Hash32>> decodeRoots(Bytes bytes) {
    return decodeList(bytes, MAX_ROOTS, Hash32.SIZE, ByteCursor::hash);
  }

  /** Blocks whose approvals are asked for. */
  public static Bytes encodeWanted(List<ApprovalsWanted> wanted) {
    requireCount(wanted.size(), MAX_APPROVAL_ROOTS);
    var out = new ByteSink();
    wanted.forEach(one -> out.bytes(one.root().bytes()).bytes(one.known().sszBytes()));
    return out.toBytes();
  }

  /** Reads what approvals are asked for, of at least one block. */
  public static Decoded<List<ApprovalsWanted>> decodeWanted(Bytes bytes) {
    return decodeList(
        bytes,
        MAX_APPROVAL_ROOTS,
        WANTED_BYTES,
        in -> new ApprovalsWanted(in.hash(), readBits(in)));
  }

  /** Approvals of a block. */
  public static Bytes encode(RootApproval approval) {
    return approval
        .root()
        .bytes()
        .concat(approval.approval().bits().sszBytes())
        .concat(approval.approval().signature().bytes());
  }

  /** Reads approvals of a block. */
  public static Decoded<RootApproval> decodeApproval(Bytes bytes) {
    return decode(
        bytes,
        APPROVAL_BYTES,
        in -> {
          var root = in.hash();
          var bits = readBits(in);
          var signature = new BlsSignature(in.take(BlsSignature.SIZE));
          return new RootApproval(root, new AggregateApproval(bits, signature));
        });
  }

  private static void write(ByteSink out, HeadClaim head) {
    out.bytes(head.block().root().bytes());
    out.littleEndian(head.block().height().value(), 8);
    out.littleEndian(head.slot().value(), 8);
  }

  private static HeadClaim readHead(ByteCursor in) {
    var root = in.hash();
    var height = readHeight(in);
    long slot = in.littleEndian(8);
    if (slot < 0) {
      throw in.refusal(DecodeRefusal.SLOT_BEYOND_63_BITS, "slot " + Long.toUnsignedString(slot));
    }
    return new HeadClaim(new BlockRef(root, height), new Slot(slot));
  }

  private static Height readHeight(ByteCursor in) {
    long height = in.littleEndian(8);
    if (height < 0) {
      throw in.refusal(
          DecodeRefusal.HEIGHT_BEYOND_63_BITS, "height " + Long.toUnsignedString(height));
    }
    return new Height(height);
  }

  private static UInt256 readUInt256(ByteCursor in) {
    return new UInt256(new BigInteger(1, in.take(UINT256_BYTES).reversed().toArray()));
  }

  private static Instant readTime(ByteCursor in) {
    long millis = in.littleEndian(8);
    if (millis < 0) {
      throw in.refusal(DecodeRefusal.NUMBER_OUT_OF_RANGE, "a time of 2^63 ms or more");
    }
    return Instant.ofEpochMilli(millis);
  }

  private static ApprovalBits readBits(ByteCursor in) {
    int start = in.position();
    return BlockCodec.approvalBits(in.take(2), start);
  }

  private static <T> Decoded<T> decode(Bytes bytes, int size, Function<ByteCursor, T> read) {
    return ByteCursor.decode(bytes, size, read);
  }

  private static <T> Decoded<List<T>> decodeList(
      Bytes bytes, int limit, int size, Function<ByteCursor, T> read) {
    return ByteCursor.decode(
        bytes,
        limit * size,
        in -> {
          if (in.remaining() == 0) {
            throw in.refusal(DecodeRefusal.TRUNCATED, "an empty list");
          }
          var elements = new ArrayList<T>(in.remaining() / size);
          while (in.remaining() > 0) {
            elements.add(read.apply(in));
          }
          return List.copyOf(elements);
        });
  }

  private static void requireCount(int count, int limit) {
    if (count < 1 || count > limit) {
      throw new IllegalArgumentException("1 to " + limit + " are asked for, got " + count);
    }
  }
}
