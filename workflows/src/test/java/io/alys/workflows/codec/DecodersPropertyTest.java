package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.alys.messages.types.Bytes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds for every block and every byte string, tried on random ones from fixed seeds. */
class DecodersPropertyTest {

  private static final int ROUNDS = 1_000;

  /** Most bytes that a decoder may allocate for each byte of its input, and besides. */
  private static final long ALLOCATED_PER_BYTE = 64;

  private static final long ALLOCATED_BESIDES = 16_384;

  private static final int MAX = 1 << 24;

  @Test
  void everyBlockComesBackFromItsEncoding() {
    var random = new RandomBlocks(1);
    for (int i = 0; i < ROUNDS; i++) {
      var block = random.signedBlock();
      var bytes = BlockCodec.encode(block);

      var decoded = ok(BlockCodec.decodeSignedBlock(bytes, MAX));

      assertThat(decoded).isEqualTo(block);
      assertThat(BlockCodec.encode(decoded)).isEqualTo(bytes);
    }
  }

  @Test
  void everyAuxPowComesBackFromItsConsensusEncoding() {
    var random = new RandomBlocks(2);
    for (int i = 0; i < ROUNDS; i++) {
      var auxpow = random.auxPow();

      assertThat(ok(BitcoinCodec.decodeAuxPow(BitcoinCodec.encode(auxpow)))).isEqualTo(auxpow);
    }
  }

  @Test
  void damagedBlocksAreRefusedOrTheOnlyEncodingOfWhatTheyHold() {
    damageAndDecode(3, random -> BlockCodec.encode(random.signedBlock()));
  }

  @Test
  void damagedHeadersAreRefusedOrTheOnlyEncodingOfWhatTheyHold() {
    damageAndDecode(4, random -> BlockCodec.encode(random.auxPowHeader()));
  }

  @Test
  void damagedAuxPowsAreRefusedOrTheOnlyEncodingOfWhatTheyHold() {
    damageAndDecode(5, random -> BitcoinCodec.encode(random.auxPow()));
  }

  @Test
  void noiseIsRefusedOrTheOnlyEncodingOfWhatItHolds() {
    damageAndDecode(6, random -> random.bytes(random.below(200)));
  }

  @Test
  void listsOfTheShortestElementsStayWithinTheAllocationBound() {
    // A witness of very many empty items: one byte each in the encoding, a reference in memory.
    var count = 200_000;
    var packed =
        "94010091"
            + "9492c420"
            + "00".repeat(32)
            + "00"
            + "c400"
            + "00"
            + "dd00030d40"
            + "90".repeat(count)
            + "90";
    var consensus =
        "01000000"
            + "0001"
            + "01"
            + "00".repeat(36)
            + "00"
            + "00000000"
            + "00"
            + "fe400d0300"
            + "00".repeat(count)
            + "00000000";

    var bounded = new AllocationBound();
    var fromPack =
        bounded.decode(
            Bytes.fromHex(packed),
            bytes ->
                ByteCursor.decode(
                    bytes,
                    MAX,
                    cursor -> BitcoinPack.readTransaction(new MessagePackReader(cursor))));
    var fromConsensus = bounded.decode(Bytes.fromHex(consensus), BitcoinCodec::decodeTransaction);

    assertThat(ok(fromPack).inputs().getFirst().witness()).hasSize(count);
    assertThat(ok(fromConsensus).inputs().getFirst().witness()).hasSize(count);
  }

  private static void damageAndDecode(long seed, Function<RandomBlocks, Bytes> encoding) {
    var random = new RandomBlocks(seed);
    var bounded = new AllocationBound();
    for (int i = 0; i < ROUNDS; i++) {
      var damaged = Damage.of(random, encoding.apply(random));
      for (var decoder : Decoders.ALL) {
        bounded
            .decode(damaged, decoder)
            .toOptional()
            .ifPresent(again -> assertThat(again).isEqualTo(damaged));
      }
    }
  }

  /** Random damage of the kinds that transport and malice do. */
  private static final class Damage {

    static Bytes of(RandomBlocks random, Bytes bytes) {
      var damaged = bytes;
      for (int i = random.below(3); i >= 0; i--) {
        damaged = once(random, damaged);
      }
      return damaged;
    }

    private static Bytes once(RandomBlocks random, Bytes bytes) {
      var at = random.below(bytes.size() + 1);
      var rest = bytes.slice(at, bytes.size());
      return switch (random.below(5)) {
        case 0 -> bytes.slice(0, at);
        case 1 -> bytes.slice(0, at).concat(random.bytes(1 + random.below(9))).concat(rest);
        case 2 -> bytes.slice(0, at).concat(rest.slice(Math.min(rest.size(), 1), rest.size()));
        case 3 -> bytes.slice(0, at).concat(widened(random, rest));
        default -> bytes.slice(0, at).concat(flipped(random, rest));
      };
    }

    private static Bytes flipped(RandomBlocks random, Bytes rest) {
      var bytes = rest.toArray();
      if (bytes.length > 0) {
        bytes[0] ^= (byte) (1 << random.below(8));
      }
      return Bytes.of(bytes);
    }

    /** Puts a head that promises very much in place of the next byte. */
    private static Bytes widened(RandomBlocks random, Bytes rest) {
      var heads = List.of("ddffffffff", "dd00100000", "c6ffffffff", "db7fffffff", "feffffff7f");
      var head = Bytes.fromHex(heads.get(random.below(heads.size())));
      return rest.size() == 0 ? head : head.concat(rest.slice(1, rest.size()));
    }
  }

  /** Fails when a decoder allocates out of proportion to its input. */
  private static final class AllocationBound {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    <T> Decoded<T> decode(Bytes input, Function<Bytes, Decoded<T>> decoder) {
      var bound = ALLOCATED_BESIDES + ALLOCATED_PER_BYTE * input.size();
      // Where a first run loads classes, a second one does not.
      if (allocatedBy(input, decoder) > bound) {
        assertThat(allocatedBy(input, decoder)).isLessThanOrEqualTo(bound);
      }
      return decoder.apply(input);
    }

    private <T> long allocatedBy(Bytes input, Function<Bytes, Decoded<T>> decoder) {
      var before = threads.getCurrentThreadAllocatedBytes();
      var _ = decoder.apply(input);
      return threads.getCurrentThreadAllocatedBytes() - before;
    }
  }
}
