package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.CompactBits;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bitcoin's first block is found again, and nothing else is. */
final class NonceSearchTest {
  private static final long GENESIS_NONCE = 2_083_236_893L;
  private static final byte[] GENESIS =
      HexFormat.of()
          .parseHex(
              "01000000"
                  + "00".repeat(32)
                  + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
                  + "29ab5f49ffff001d00000000");

  @Test
  void theNonceOfTheFirstBlockIsFound() {
    var search = new NonceSearch(GENESIS, new CompactBits(0x1d00ffff));

    assertThat(search.run(GENESIS_NONCE - 500, 1_000)).hasValue((int) GENESIS_NONCE);
    assertThat(search.run(GENESIS_NONCE + 1, 1_000)).isEmpty();
    assertThat(search.run(GENESIS_NONCE - 500, 500)).isEmpty();
  }

  @Test
  void aTargetOfZeroIsNeverMet() {
    assertThat(new NonceSearch(GENESIS, new CompactBits(0)).run(0, 10_000)).isEmpty();
  }

  @Test
  void theLastNonceIsTried() {
    var anything = new CompactBits(0x2100ffff);

    assertThat(new NonceSearch(GENESIS, anything).run(0xffffffffL, 1)).hasValue(-1);
  }

  @Test
  void theCallersHeaderStaysAsItIs() {
    var header = GENESIS.clone();

    new NonceSearch(header, new CompactBits(0x207fffff)).run(5, 10);

    assertThat(header).isEqualTo(GENESIS);
  }
}
