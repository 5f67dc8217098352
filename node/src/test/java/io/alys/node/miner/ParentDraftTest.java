package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.pow.AuxPowCheck;
import io.alys.workflows.pow.CommitmentPlace;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A draft with its nonce is a proof by the real rules. */
final class ParentDraftTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final CompactBits BITS = new CompactBits(0x1f7fffff);
  private static final Work WORK = new Work(Hash32.fromHex("5a".repeat(32)), BITS, 212_121, 1_000);

  @ParameterizedTest
  @EnumSource
  void aProofHoldsAndSurvivesItsEncoding(CommitmentStyle style) {
    var auxpow = proof(WORK, style);

    assertThat(AuxPowCheck.check(claim(WORK), auxpow, Set.of(place(style)))).isEmpty();
    assertThat(BitcoinCodec.decodeAuxPow(BitcoinCodec.encode(auxpow)))
        .isEqualTo(new Decoded.Ok<>(auxpow));
    assertThat(auxpow.coinbase().inputs().getFirst().scriptSig().size()).isBetween(2, 100);
    assertThat(auxpow.parentBlock().time()).isEqualTo(1_790_000_000);
    assertThat(auxpow.parentBlock().version()).isEqualTo(0x20000000);
    assertThat(auxpow.parentBlock().bits()).isEqualTo(BITS);
  }

  @Test
  void theThirdOutputIsTheCommitmentAsItIsAskedFor() {
    var outputs = proof(WORK, CommitmentStyle.OUTPUT).coinbase().outputs();

    assertThat(outputs).hasSizeGreaterThanOrEqualTo(3);
    assertThat(outputs.get(2).scriptPubKey().hex())
        .isEqualTo("fabe6d6d" + "5a".repeat(32) + "0100000000000000");
  }

  @Test
  void anotherExtraNonceGivesAnotherMerkleRoot() {
    var one = ParentDraft.of(WORK, CommitmentStyle.OUTPUT, 1, NOW);
    var two = ParentDraft.of(WORK, CommitmentStyle.OUTPUT, 2, NOW);

    assertThat(Bytes.of(one.headerBytes()).slice(36, 68))
        .isNotEqualTo(Bytes.of(two.headerBytes()).slice(36, 68));
  }

  @Test
  void theParentNeverHasOurChainId() {
    var work = new Work(WORK.hash(), BITS, 0x2000, 1);

    assertThat(AuxPowCheck.check(claim(work), proof(work, CommitmentStyle.OUTPUT))).isEmpty();
  }

  /** BIP 34: little endian, shortest, a zero byte where the top bit would be a sign. */
  @ParameterizedTest
  @CsvSource({
    "0,0100",
    "1,0101",
    "127,017f",
    "128,028000",
    "255,02ff00",
    "32768,03008000",
    "8388608,0400008000"
  })
  void theHeightIsAScriptNumber(long height, String push) {
    var work = new Work(WORK.hash(), BITS, 1, height);

    assertThat(proof(work, CommitmentStyle.OUTPUT).coinbase().inputs().getFirst().scriptSig().hex())
        .startsWith(push + "08");
  }

  private static AuxPow proof(Work work, CommitmentStyle style) {
    var draft = ParentDraft.of(work, style, 7, NOW);
    var nonce = new NonceSearch(draft.headerBytes(), work.bits()).run(0, 1_000_000);
    return draft.withNonce(nonce.orElseThrow());
  }

  private static AuxPowCheck.Claim claim(Work work) {
    return new AuxPowCheck.Claim(work.hash(), work.chainId(), work.bits());
  }

  private static CommitmentPlace place(CommitmentStyle style) {
    return switch (style) {
      case OUTPUT -> CommitmentPlace.OUTPUT_2;
      case SCRIPTSIG -> CommitmentPlace.SCRIPT;
    };
  }
}
