package io.alys.integration.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.protection.ProtectionFiles.Chain;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.VoteDecision;
import io.alys.workflows.rules.VoteRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Interchange files: vectors in the form of EIP-3076's public tests, the round trip, refusals. */
final class ProtectionFilesTest {
  private static final BlsPublicKey A = BlsPublicKey.fromHex("aa".repeat(48));
  private static final BlsPublicKey B = BlsPublicKey.fromHex("bb".repeat(48));
  private static final Hash32 GENESIS = Hash32.fromHex("04".repeat(32));
  private static final Hash32 ROOT = Hash32.fromHex("11".repeat(32));
  private static final String GOOD =
      """
      {"metadata": {"interchange_format_version": "5", "genesis_validators_root": "0x%s"},
       "data": [{"pubkey": "0x%s", "signed_attestations": [],
         "signed_blocks": [{"slot": "40", "signing_root": "0x%s", "lock_slot": "39"}]}]}
      """
          .formatted(GENESIS.hex(), A.hex(), ROOT.hex());

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> interchangeVectors() throws IOException {
    try (var stream = ProtectionFilesTest.class.getResourceAsStream("interchange-tests.json")) {
      assertThat(stream).isNotNull();
      return JsonMapper.shared()
          .readTree(stream.readAllBytes())
          .valueStream()
          .map(test -> DynamicTest.dynamicTest(test.path("name").asString(), () -> run(test)));
    }
  }

  @Test
  void whatIsExportedIsImportedWithItsLock() throws IOException {
    var file = folder.resolve("protection.json");
    try (var store = FileSigningStore.open(folder.resolve("old"))) {
      store.record(A, new Watermark(new Slot(40), ROOT, new Slot(39)));
      store.record(B, Watermark.FRESH);
      assertThat(ProtectionFiles.export(store, GENESIS, file)).containsExactly(A, B);
    }

    assertThat(Files.readString(file)).contains("\"lock_slot\" : \"39\"", ROOT.prefixedHex());
    try (var store = FileSigningStore.open(folder.resolve("new"))) {
      ProtectionFiles.take(store, chain(A), file);
      assertThat(store.watermark(A)).contains(new Watermark(new Slot(40), null, new Slot(39)));
      assertThat(store.watermark(B)).contains(Watermark.FRESH);
      assertThat(ProtectionFiles.take(store, chain(A), file)).hasSize(2);
    }
  }

  @Test
  void theSameFileChangesNothingWhereItCameFrom() {
    var file = folder.resolve("protection.json");
    var mark = new Watermark(new Slot(40), ROOT, new Slot(39));
    try (var store = FileSigningStore.open(folder.resolve("old"))) {
      store.record(A, mark);
      ProtectionFiles.export(store, GENESIS, file);
      store.record(A, new Watermark(new Slot(41), ROOT, new Slot(40)));
      ProtectionFiles.take(store, chain(A), file);
      assertThat(store.watermark(A)).contains(new Watermark(new Slot(41), ROOT, new Slot(40)));
    }
  }

  @Test
  void anExportOverwritesNothingAndNeedsAWatermark() throws IOException {
    var file = Files.writeString(folder.resolve("there.json"), "x");
    try (var store = FileSigningStore.open(folder.resolve("old"))) {
      assertThatThrownBy(() -> ProtectionFiles.export(store, GENESIS, file))
          .hasMessageContaining("no watermark");
      store.record(A, Watermark.FRESH);
      assertThatThrownBy(() -> ProtectionFiles.export(store, GENESIS, file))
          .hasMessageContaining("exists and is not overwritten");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"5\"          | \"4\"     | interchange_format_version is \"4\"",
        "\"40\"         | 40        | data[0].signed_blocks[0] has no text slot",
        "\"40\"         | \"-1\"    | signed_blocks[0].slot is \"-1\", not a slot",
        "\"40\"         | \"9999999999999999999\" | not a slot as decimal text",
        "\"39\"         | \"41\"    | lies far ahead of slot 50 of this clock, or below its lock",
        "0x0404         | 0x04      | genesis_validators_root is",
        "0x0404         | 0x0505    | it is of another network",
        "0xaaaa         | 0xddaa    | is none of the chain spec's authorities",
        "0xaaaa         | 0xgggg    | data[0].pubkey is",
        "\"data\"       | \"dato\"  | the file has no list data",
        "\"signed_blocks\" | \"x\"  | data[0] has no list signed_blocks",
        "{\"metadata\"  | [\"metadata\" | it is not JSON",
        "{\"metadata\"  | {\"data\": [], \"metadata\" | it is not JSON",
      })
  void whatIsWrongIsNamedAndNothingIsTaken(String good, String bad, String words)
      throws IOException {
    var file = Files.writeString(folder.resolve("x.json"), GOOD.replace(good, bad));

    refused(file, A, words);
  }

  @Test
  void aFileOfAnotherKeyIsRefusedByBothNames() throws IOException {
    var file = Files.writeString(folder.resolve("x.json"), GOOD);

    refused(file, B, "says nothing of this node's key " + B.prefixedHex() + ", only of [0xaaaa");
  }

  @Test
  void bigAndDeepFilesAreRefused() throws IOException {
    var big = Files.write(folder.resolve("big.json"), new byte[InterchangeJson.MAX_BYTES + 1]);
    var deep = Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));

    refused(big, A, "more than 4194304 bytes");
    refused(deep, A, "it is not JSON");
    refused(folder.resolve("none.json"), A, "does not exist");
  }

  private void refused(Path file, BlsPublicKey own, String words) {
    try (var store = FileSigningStore.open(folder.resolve("signing"))) {
      assertThatThrownBy(() -> ProtectionFiles.take(store, chain(own), file))
          .isInstanceOf(ProtectionFailure.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining(words);
      assertThat(store.keys()).isEmpty();
    }
  }

  private void run(JsonNode test) throws IOException {
    var signing = Files.createTempDirectory(folder, "vector");
    try (var store = FileSigningStore.open(signing)) {
      for (var step : test.path("steps")) {
        var file = signing.resolve("file.json");
        Files.write(file, JsonMapper.shared().writeValueAsBytes(step.path("interchange")));
        if (step.path("should_succeed").booleanValue()) {
          ProtectionFiles.take(store, chain(null), file);
        } else {
          assertThatThrownBy(() -> ProtectionFiles.take(store, chain(null), file))
              .isInstanceOf(ProtectionFailure.class);
          assertThat(store.keys()).isEmpty();
          continue;
        }
        step.path("blocks").forEach(block -> ask(store, block));
      }
    }
  }

  /** The parent's slot is the one before, as everywhere in the vectors. */
  private static void ask(FileSigningStore store, JsonNode block) {
    var key = BlsPublicKey.fromHex(block.path("pubkey").asString().substring(2));
    var slot = new Slot(Long.parseLong(block.path("slot").asString()));
    var root = Hash32.fromHex(block.path("signing_root").asString().substring(2));
    var vote =
        new VoteRequest(root, slot, new Slot(slot.value() - 1), EnumSet.allOf(VoteFact.class));
    var mark = store.watermark(key).orElseThrow();
    var decision = VoteRule.decide(mark, vote);
    assertThat(decision instanceof VoteDecision.Sign)
        .as("block %s", block)
        .isEqualTo(block.path("should_succeed").booleanValue());
    if (decision instanceof VoteDecision.Sign(var next) && !next.equals(mark)) {
      store.record(key, next);
    }
  }

  private static Chain chain(@Nullable BlsPublicKey own) {
    return new Chain(GENESIS, Set.copyOf(List.of(A, B)), own, new Slot(50));
  }
}
