package io.alys.workflows.peers;

import io.alys.messages.block.ApprovalBits;
import io.alys.messages.peers.BlockRange;
import io.alys.workflows.codec.BlockCodec;
import io.alys.workflows.codec.RequestCodec;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.RequestKind.Quota;
import io.alys.workflows.ports.RequestKind.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All kinds of requests between nodes. V1's have V1's names and bounds; ours have names of our own,
 * so V1 nodes answer that they do not speak them.
 *
 * @param blocksByRange ours: blocks up to this node's limit
 * @param blocksByRoot blocks by their roots, missing ones left out
 */
public record RequestKinds(RequestKind blocksByRange, RequestKind blocksByRoot) {

  /** Ours: a status that says all that peers compare. */
  public static final RequestKind STATUS =
      ours("status", RequestCodec.STATUS_BYTES, RequestCodec.STATUS_BYTES, 1);

  /** Ours: approvals of blocks that the asker lacks. */
  public static final RequestKind APPROVALS_BY_ROOT =
      ours(
          "approvals_by_root",
          RequestCodec.WANTED_BYTES * RequestCodec.MAX_APPROVAL_ROOTS,
          RequestCodec.APPROVAL_BYTES,
          RequestCodec.MAX_APPROVAL_ROOTS * ApprovalBits.CAPACITY);

  /** V1's status. */
  public static final RequestKind V1_STATUS =
      v1("status", RequestCodec.V1_STATUS_BYTES, RequestCodec.V1_STATUS_BYTES, 1);

  /** V1's goodbye, which the transport sends and takes itself. */
  public static final RequestKind GOODBYE = v1("goodbye", RequestCodec.NUMBER_BYTES, 1, 0);

  /** V1's ping. */
  public static final RequestKind V1_PING =
      v1("ping", RequestCodec.NUMBER_BYTES, RequestCodec.NUMBER_BYTES, 1);

  /** V1's metadata. */
  public static final RequestKind V1_METADATA = v1("metadata", 0, RequestCodec.METADATA_BYTES, 1);

  /** V1's blocks of a range, up to 1 MiB each. */
  public static final RequestKind V1_BLOCKS_BY_RANGE =
      new RequestKind(
          "/eth2/chain/req/blocks_by_range/1/ssz_snappy",
          new Sizes(RequestCodec.RANGE_BYTES, BlockCodec.MAX_BLOCK_BYTES),
          BlockRange.MAX_COUNT,
          blocks(),
          Duration.ofSeconds(15));

  /** All of them, where blocks have at most so many bytes. */
  public static RequestKinds upTo(int maxBlockBytes) {
    var time = Duration.ofSeconds(15);
    return new RequestKinds(
        new RequestKind(
            "/alys/req/blocks_by_range/1/ssz_snappy",
            new Sizes(RequestCodec.RANGE_BYTES, maxBlockBytes),
            BlockRange.MAX_COUNT,
            blocks(),
            time),
        new RequestKind(
            "/alys/req/blocks_by_root/1/ssz_snappy",
            new Sizes(32 * RequestCodec.MAX_ROOTS, maxBlockBytes),
            RequestCodec.MAX_ROOTS,
            blocks(),
            time));
  }

  /** Every kind that a node answers. */
  public List<RequestKind> all() {
    return Stream.of(
            STATUS,
            APPROVALS_BY_ROOT,
            blocksByRange,
            blocksByRoot,
            V1_STATUS,
            GOODBYE,
            V1_PING,
            V1_METADATA,
            V1_BLOCKS_BY_RANGE)
        .toList();
  }

  private static RequestKind ours(String name, int request, int chunk, int chunks) {
    return new RequestKind(
        "/alys/req/" + name + "/1/ssz_snappy",
        new Sizes(request, chunk),
        chunks,
        new Quota(4, 16, Duration.ofMillis(500)),
        Duration.ofSeconds(10));
  }

  private static RequestKind v1(String name, int request, int chunk, int chunks) {
    return new RequestKind(
        "/eth2/chain/req/" + name + "/1/ssz_snappy",
        new Sizes(request, chunk),
        chunks,
        new Quota(2, 5, Duration.ofSeconds(3)),
        Duration.ofSeconds(10));
  }

  private static Quota blocks() {
    return new Quota(4, 32, Duration.ofMillis(100));
  }
}
