package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.rules.TestSpecs.Numbers;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GenesisBlockTest {

  @Test
  void genesisCarriesTheSpecsBitsAndChainIdWithoutProof() {
    var genesis = genesis(new CompactBits(0x1e25cdf2));
    var header = Objects.requireNonNull(genesis.auxpowHeader());

    assertThat(genesis.parentHash()).isEqualTo(Hash32.ZERO);
    assertThat(genesis.slot()).isEqualTo(Slot.ZERO);
    assertThat(genesis.isPlain()).isTrue();
    assertThat(header.rangeStart()).isEqualTo(Hash32.ZERO);
    assertThat(header.rangeEnd()).isEqualTo(Hash32.ZERO);
    assertThat(header.bits()).isEqualTo(new CompactBits(0x1e25cdf2));
    assertThat(header.chainId()).isEqualTo(212121);
    assertThat(header.height()).isEqualTo(UInt64.ZERO);
    assertThat(header.auxpow()).isNull();
    assertThat(header.feeRecipient()).isEqualTo(EvmAddress.ZERO);
  }

  @Test
  void nobodyApprovesGenesis() {
    var spec = TestSpecs.standard();
    var payload = genesis(TestSpecs.EASY).payload();

    assertThat(GenesisBlock.of(spec, payload).approval()).isEqualTo(AggregateApproval.EMPTY);
  }

  @Test
  void anotherSpecGivesAnotherRoot() {
    assertThat(SigningRoot.of(genesis(TestSpecs.EASY)))
        .isNotEqualTo(SigningRoot.of(genesis(new CompactBits(0x1e25cdf2))));
  }

  private static ConsensusBlock genesis(CompactBits bits) {
    var spec = TestSpecs.of(new Numbers(1, 1, bits, TestSpecs.EASY, 4, 20, 256));
    var chain = new TestChain(spec);
    var payload =
        Draft.changed(chain.block(chain.genesis(), 1), b -> b.blockNumber = UInt64.ZERO).payload();
    return GenesisBlock.of(spec, payload).message();
  }
}
