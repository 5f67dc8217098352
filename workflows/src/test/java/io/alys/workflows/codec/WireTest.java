package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Outcomes.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.PegoutSignatures;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.network.Gossip;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What nodes send each other, and that docs/wire.md says the same. */
class WireTest {

  private static final GossipWire WIRE = new GossipWire(1 << 20, false);

  @Test
  void everyKindOfGossipComesBackFromItsTopic() {
    var random = new RandomBlocks(31);
    for (int i = 0; i < 200; i++) {
      for (var gossip :
          List.of(
              new Gossip.OfBlock(random.signedBlock()),
              new Gossip.OfApproval(approval()),
              new Gossip.OfHeader(random.auxPowHeader()),
              new Gossip.OfPegoutSignatures(signatures(random)))) {
        var bytes = GossipCodec.encode(gossip);
        assertThat(ok(GossipCodec.decode(bytes, bytes.size()))).isEqualTo(gossip);
        var frame = WIRE.frame(gossip);
        if (bytes.size() <= GossipWire.V1_MAX_PAYLOAD) {
          assertThat(frame.orElseThrow().payload()).isEqualTo(bytes);
          assertThat(GossipWire.V1_TOPICS).contains(frame.orElseThrow().topic());
        }
      }
    }
  }

  @Test
  void damagedGossipIsRefusedOrTheOnlyEncodingOfWhatItHolds() {
    var random = new RandomBlocks(32);
    for (int i = 0; i < 2_000; i++) {
      var bytes = GossipCodec.encode(new Gossip.OfPegoutSignatures(signatures(random))).toArray();
      bytes[random.below(bytes.length)] ^= (byte) (1 << random.below(8));
      var damaged = Bytes.of(bytes);
      Decoders.gossip(damaged)
          .toOptional()
          .ifPresent(again -> assertThat(again).isEqualTo(damaged));
    }
  }

  @Test
  void whatDoesNotFitIntoV1sMessagesIsCompressedOnATopicOfOurOwn() {
    var large = largeBlock();

    var frame = WIRE.frame(large).orElseThrow();

    assertThat(frame.topic()).isEqualTo(GossipWire.LARGE_BLOCKS);
    assertThat(frame.payload().size()).isLessThan(GossipCodec.encode(large).size());
    assertThat(ok(WIRE.decode(frame.topic(), frame.payload()))).isEqualTo(large);
    assertThat(new GossipWire(1 << 20, true).frame(large)).isEmpty();
    assertThat(new GossipWire(1 << 20, true).topics()).isEqualTo(GossipWire.V1_TOPICS);
    assertThat(new GossipWire(GossipWire.V1_MAX_PAYLOAD, false).frame(large)).isEmpty();
  }

  @Test
  void compressedBytesThatLieAreRefused() {
    var packed = WIRE.frame(largeBlock()).orElseThrow().payload();
    Function<Bytes, DecodeRefusal> refusal =
        bytes -> reason(WIRE.decode(GossipWire.LARGE_BLOCKS, bytes));

    assertThat(refusal.apply(Bytes.of((byte) 1))).isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(refusal.apply(Bytes.fromHex("ffffffff").concat(packed)))
        .isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(refusal.apply(Bytes.fromHex("ffff0f00789c")))
        .isEqualTo(DecodeRefusal.BAD_COMPRESSION);
    assertThat(refusal.apply(packed.slice(0, packed.size() - 1)))
        .isEqualTo(DecodeRefusal.BAD_COMPRESSION);
    assertThat(refusal.apply(packed.concat(Bytes.of((byte) 0))))
        .isEqualTo(DecodeRefusal.BAD_COMPRESSION);
    var random = new RandomBlocks(33);
    for (int i = 0; i < 300; i++) {
      var bytes = packed.toArray();
      bytes[random.below(bytes.length)] ^= (byte) (1 << random.below(8));
      var _ = WIRE.decode(GossipWire.LARGE_BLOCKS, Bytes.of(bytes));
    }
  }

  @Test
  void unknownAndMisshapenGossipIsRefusedByName() {
    assertThat(reason(GossipCodec.decode(Bytes.fromHex("81a4" + "41424344" + "c0"), 100)))
        .isEqualTo(DecodeRefusal.UNKNOWN_KIND);
    assertThat(reason(GossipCodec.decode(Bytes.fromHex("80"), 100)))
        .isEqualTo(DecodeRefusal.WRONG_FIELD_COUNT);
    assertThat(reason(GossipCodec.decode(Bytes.fromHex("90"), 100)))
        .isEqualTo(DecodeRefusal.WRONG_TYPE);
    var twice = "c420" + "00".repeat(32) + "92dc0021" + "00".repeat(33) + "90";
    var body = "81b0" + "5065676f75745369676e617475726573" + "82" + twice + twice;
    assertThat(reason(GossipCodec.decode(Bytes.fromHex(body), 1000)))
        .isEqualTo(DecodeRefusal.DUPLICATE_KEY);
  }

  @Test
  void requestsWithoutSenseAreRefused() {
    assertThat(reason(RequestCodec.decodeRoots(Bytes.EMPTY))).isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(reason(RequestCodec.decodeRoots(Bytes.zeros(33))))
        .isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(reason(RequestCodec.decodeRoots(Bytes.zeros(129 * 32))))
        .isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(reason(RequestCodec.decodeRange(Bytes.zeros(16))))
        .isEqualTo(DecodeRefusal.NUMBER_OUT_OF_RANGE);
    assertThat(reason(RequestCodec.decodeWanted(Bytes.zeros(34))))
        .isEqualTo(DecodeRefusal.BAD_APPROVAL_BITS);
    var status = RequestCodec.encode(status()).toArray();
    status[255] = (byte) 0x80;
    assertThat(reason(RequestCodec.decodeStatus(Bytes.of(status))))
        .isEqualTo(DecodeRefusal.NUMBER_OUT_OF_RANGE);
    var much = Bytes.zeros(8).concat(Bytes.fromHex("ffffffffffffffff"));
    assertThat(ok(RequestCodec.decodeRange(much)).count()).isEqualTo(BlockRange.MAX_COUNT);
  }

  @Test
  void theVectorsOfTheDocumentAreWhatIsSent() throws IOException {
    check("status", RequestCodec.encode(status()), Decoders::status);
    check("blocks-by-root", RequestCodec.encodeRoots(List.of(hash(1), hash(2))), Decoders::roots);
    check(
        "approvals-by-root",
        RequestCodec.encodeWanted(List.of(new ApprovalsWanted(hash(1), ApprovalBits.of(2)))),
        Decoders::wanted);
    check(
        "approvals",
        RequestCodec.encode(
            new RootApproval(
                hash(1),
                new AggregateApproval(
                    ApprovalBits.of(0).with(1), new BlsSignature(filled(96, 0xab))))),
        Decoders::rootApproval);
    check(
        "blocks-by-range",
        RequestCodec.encode(new BlockRange(new Height(258), 64)),
        bytes -> RequestCodec.decodeRange(bytes).map(RequestCodec::encode));
    check("v1-status", RequestCodec.encode(new V1Status(hash(1), hash(2))), Decoders::v1Status);
    check("goodbye", RequestCodec.encode(UInt64.of(2)), Decoders::number);
    check("approve-block", GossipCodec.encode(new Gossip.OfApproval(approval())), Decoders::gossip);
    assertThat(ok(Compression.unpack(vector("compressed"), 100))).isEqualTo(filled(64, 0x61));
  }

  private static void check(String name, Bytes encoded, Function<Bytes, Decoded<Bytes>> again)
      throws IOException {
    assertThat(encoded.hex()).as(name).isEqualTo(vector(name).hex());
    assertThat(ok(again.apply(encoded))).isEqualTo(encoded);
  }

  /** The hex in the block that begins with {@code # name}. */
  private static Bytes vector(String name) throws IOException {
    var document = Files.readString(Path.of("..", "docs", "wire.md"));
    var block = Pattern.compile("```\n# " + name + "\n([0-9a-f\n]+)```").matcher(document);
    assertThat(block.find()).as("a vector of " + name + " in docs/wire.md").isTrue();
    return Bytes.fromHex(block.group(1).replace("\n", ""));
  }

  private static NodeStatus status() {
    return new NodeStatus(
        new ChainIdentity(hash(1), UInt64.of(212_121), hash(2)),
        head(3, 300, 1_003),
        head(4, 299, 1_002),
        head(5, 280, 950),
        UInt256.of(0x0102_0304_0506L),
        Instant.ofEpochMilli(1_767_225_600_123L));
  }

  private static HeadClaim head(int root, long height, long slot) {
    return new HeadClaim(new BlockRef(hash(root), new Height(height)), new Slot(slot));
  }

  private static ApproveBlock approval() {
    return new ApproveBlock(hash(1), new Approval(new BlsSignature(filled(96, 0xab)), 2));
  }

  private static PegoutSignatures signatures(RandomBlocks random) {
    return new PegoutSignatures(
        List.of(
            new PegoutSignatures.Payment(
                hash(1), random.bytes(33), List.of(random.bytes(64), random.bytes(64))),
            new PegoutSignatures.Payment(hash(2), random.bytes(33), List.of())));
  }

  /** V1 sets no bound to the peg-ins of a block. */
  private static Gossip largeBlock() {
    var block = new RandomBlocks(34).signedBlock();
    var message = block.message();
    var larger =
        new ConsensusBlock(
            message.parentHash(),
            message.slot(),
            message.auxpowHeader(),
            message.payload(),
            Collections.nCopies(1_200, new PegIn(hash(1), hash(2))),
            message.pegoutPaymentProposal(),
            message.finalizedPegouts());
    return new Gossip.OfBlock(new SignedBlock(larger, block.approval()));
  }

  private static Hash32 hash(int fill) {
    return new Hash32(filled(32, fill));
  }

  private static Bytes filled(int size, int fill) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) fill);
    return Bytes.of(bytes);
  }
}
