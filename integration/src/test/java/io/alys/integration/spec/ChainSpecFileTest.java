package io.alys.integration.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.bls.JblstScheme;
import io.alys.integration.spec.SpecFileResult.Accepted;
import io.alys.integration.spec.SpecFileResult.Refused;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.spec.RestartRecord;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict reading of chain.json: every field, every way to get it wrong, V1's files. */
final class ChainSpecFileTest {
  private static final String NAME = "chain.json";
  private static final JblstScheme SCHEME = new JblstScheme();
  private static final String GOOD = ChainSpecFile.write(SampleSpecs.of(4));

  @Test
  void whatIsWrittenIsRead() {
    var result = parse(GOOD);

    assertThat(result)
        .isEqualTo(
            new Accepted(
                SampleSpecs.of(4),
                ChainSpecFile.identity(SampleSpecs.of(4)),
                new LocalFields(null, null),
                List.of()));
  }

  @Test
  void theTextAndTheIdentityNeverChange() throws IOException {
    try (var stored = ChainSpecFileTest.class.getResourceAsStream("chain-of-one.json")) {
      assertThat(stored).isNotNull();
      assertThat(ChainSpecFile.write(SampleSpecs.of(1)))
          .isEqualTo(new String(stored.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(ChainSpecFile.identity(SampleSpecs.of(1)).hex())
        .isEqualTo("70371b5aacea96e0aef8b747c03971b237f43c65ce02ade6ce31c9004ae29c74");
  }

  @Test
  void whatIsLocalIsOutsideTheIdentity() {
    var local = GOOD.replaceFirst("\\{", "{\"isValidator\": true, \"executionTimeoutLength\": 3,");

    var accepted = accepted(local);

    assertThat(accepted.local()).isEqualTo(new LocalFields(true, 3));
    assertThat(accepted.identity()).isEqualTo(accepted(GOOD).identity());
  }

  @Test
  void aRestartRecordIsReadAndPartOfTheIdentity() {
    var record =
        "\"restart\": {\"root\": \"" + "ab".repeat(32) + "\", \"rootSlot\": 70, \"slot\": 90}";
    var with = GOOD.replaceFirst("\"rules\"", record + ", \"rules\"");

    var accepted = accepted(with);

    var expected = new RestartRecord(Hash32.fromHex("ab".repeat(32)), new Slot(70), new Slot(90));
    assertThat(accepted.spec().v2().restart()).isEqualTo(expected);
    assertThat(accepted.identity()).isNotEqualTo(accepted(GOOD).identity());
    assertThat(accepted(ChainSpecFile.write(accepted.spec()))).isEqualTo(accepted);
    assertThat(lines(parse(with.replace("\"slot\": 90", "\"slot\": 70"))))
        .singleElement()
        .asString()
        .contains("v2.restart.slot is 70: choose 71 to");
    assertThat(lines(parse(with.replace("\"rootSlot\": 70, ", ""))))
        .containsExactly(NAME + ": v2.restart.rootSlot is missing: every field must be given.");
  }

  @Test
  void peerIdsArePartOfTheIdentity() {
    var peer = SampleSpecs.of(4).authorities().getFirst().peerId();
    var other = GOOD.replace(peer, peer.substring(0, peer.length() - 1) + "z");

    assertThat(accepted(other).identity()).isNotEqualTo(accepted(GOOD).identity());
  }

  @Test
  void orderAndCaseDoNotMatter() {
    var other = GOOD.replace("0xab", "0xAB").replace("  ", "\t");

    assertThat(accepted(other).identity()).isEqualTo(accepted(GOOD).identity());
  }

  @Test
  void fewerThanFourMembersAreWarnedAbout() {
    assertThat(accepted(ChainSpecFile.write(SampleSpecs.of(3))).warnings())
        .containsExactly("n = 3: below 4 authorities no rule tolerates a dishonest one");
  }

  static Stream<String> everyField() {
    return GOOD.lines()
        .filter(line -> line.matches("\\s+\"\\w+\" ?:.*"))
        .map(line -> line.replaceAll("\\s+\"(\\w+)\".*", "$1"))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("everyField")
  void aMissingFieldIsNamed(String field) {
    var without = GOOD.replaceFirst("\"" + field + "\"", "\"renamed\"");

    assertThat(lines(parse(without)))
        .anyMatch(line -> line.endsWith(field + " is missing: every field must be given."))
        .anyMatch(line -> line.contains("renamed is unknown: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slotDuration|\"2000\"|slotDuration is \"2000\": write a whole number from 0 to"
            + " 4294967295.",
        "slotDuration|2000.5|slotDuration is 2000.5: write a whole number from 0 to 4294967295.",
        "slotDuration|-1|slotDuration is -1: write a whole number from 0 to 4294967295.",
        "slotDuration|999|slotDuration is 999: choose 1000 to 3600000 (rule 3.1, in ms).",
        "slotDuration|null|slotDuration is missing: every field must be given.",
        "chainId|0|chainId is 0: choose 1 to 4294967295 (the AuxPoW chain id).",
        "chainId|4294967296|chainId is 4294967296: write a whole number from 0 to 4294967295.",
        "chainId|8192|chainId is 8192, which BIP 9 block versions can give: choose one outside 8192"
            + " to 16383.",
        "chainId|16383|chainId is 16383, which BIP 9 block versions can give: choose one outside"
            + " 8192 to 16383.",
        "bits|0|bits is 0x00000000, no compact target: 0x207fffff is the easiest in use.",
        "bits|553648128|bits is 0x21000000, no compact target: 0x207fffff is the easiest in use.",
        "bits|553713663|bits is 0x2100ffff, easier than v2.powLimit 0x207fffff: lower it, or raise"
            + " the limit.",
        "maxBlocksWithoutPow|255|maxBlocksWithoutPow is 255: choose at least 256 (64 times"
            + " v2.powSpacing, rule 7.5).",
        "maxBlocksWithoutPow|9223372036854775808|maxBlocksWithoutPow is 9223372036854775808: write"
            + " a whole number from 0 to 9223372036854775807.",
        "powSpacing|0|v2.powSpacing is 0: choose 1 to 2147483647 (in blocks).",
        "evmChainId|0|v2.evmChainId is 0: choose 1 to 9007199254740991 (as the execution genesis"
            + " has it).",
        "executionGenesisHash|\"0xabcd\"|v2.executionGenesisHash is \"0xabcd\": write 32 bytes as"
            + " 64 hex digits.",
        "powNoRetargeting|1|retargetParams.powNoRetargeting is 1: write true or false.",
        "fromHeight|5|v2.rules says nothing of height 0: write [{\"fromHeight\": 0, \"version\":"
            + " 2}] for a new network.",
        "cancunTime|9007199254740992|v2.cancunTime is 9007199254740992: choose 0 to"
            + " 9007199254740991 (in seconds).",
      })
  void aWrongValueIsNamedWithWhatIsRight(String field, String value, String line) {
    var wrong = GOOD.replaceFirst("(\"" + field + "\": )[^,\\n]+", "$1" + value);

    assertThat(lines(parse(wrong))).contains(NAME + ": " + line);
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    var wrong =
        GOOD.replaceFirst("\"slotDuration\": 2000", "\"slotDuratoin\": 2000")
            .replaceFirst("\"chainId\": 212121", "\"chainId\": true")
            .replaceFirst("\"0x97f1", "\"0x97");

    assertThat(lines(parse(wrong)))
        .hasSize(4)
        .anyMatch(it -> it.contains("slotDuration is missing"))
        .anyMatch(it -> it.contains("slotDuratoin is unknown: did you mean slotDuration?"))
        .anyMatch(it -> it.contains("chainId is true"))
        .anyMatch(it -> it.contains("authorities[0]") && it.contains("48 bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{\"bits\": 1, \"bits\": 2}", "{'bits': 1}"})
  void whatIsNoJsonObjectIsOneLine(String text) {
    assertThat(lines(parse(text)).getFirst()).startsWith(NAME + ": ").doesNotContain("\n");
  }

  @Test
  void aFieldThatIsThereTwiceIsNamed() {
    var twice = GOOD.replaceFirst("\"chainId\": 212121", "\"chainId\": 1, \"chainId\": 2");

    assertThat(lines(parse(twice))).singleElement().asString().contains("\"chainId\"");
  }

  @Test
  void aProofOfAnotherKeyIsRefused() {
    var proofs =
        SampleSpecs.of(4).authorities().stream().map(it -> it.proofOfPossession().hex()).toList();
    var swapped = GOOD.replace(proofs.get(1), "x").replace(proofs.get(2), proofs.get(1));

    assertThat(lines(parse(swapped.replace("0xx", "0x" + proofs.get(2)))))
        .containsExactly(
            NAME
                + ": v2.proofsOfPossession[1] does not prove possession of authorities[1]"
                + " (rule 2.12): ask that key's owner for it.",
            NAME
                + ": v2.proofsOfPossession[2] does not prove possession of authorities[2]"
                + " (rule 2.12): ask that key's owner for it.");
  }

  @Test
  void listsThatDoNotGoTogetherAreRefused() {
    var one = SampleSpecs.of(4).federation().getFirst().prefixedHex();
    var peer = SampleSpecs.of(4).authorities().getLast().peerId();
    var shorter = GOOD.replaceFirst("\"" + one + "\",", "");

    assertThat(lines(parse(shorter)))
        .containsExactly(
            NAME
                + ": federation has 3 entries, authorities has 4: give each authority one,"
                + " in the same order.");
    assertThat(lines(parse(GOOD.replaceFirst(",\\s*\"" + peer + "\"", ""))))
        .containsExactly(
            NAME
                + ": v2.peerIds has 3 entries, authorities has 4: give each authority one,"
                + " in the same order.");
  }

  @Test
  void elevenMembersAreTheMost() {
    assertThat(accepted(ChainSpecFile.write(SampleSpecs.of(11))).warnings()).isEmpty();
    assertThat(lines(parse(ChainSpecFile.write(SampleSpecs.of(12)))))
        .containsExactly(NAME + ": authorities has 12 entries: 1 to 11 are possible (rule 4.1).");
    assertThat(lines(parse(ChainSpecFile.write(SampleSpecs.of(0)))))
        .containsExactly(NAME + ": authorities has 0 entries: 1 to 11 are possible (rule 4.1).");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    var keys = SampleSpecs.of(4).federationBitcoinPubkeys();
    var twice = GOOD.replace(keys.get(3).hex(), keys.get(1).hex());

    assertThat(lines(parse(twice)))
        .containsExactly(
            NAME + ": federationBitcoinPubkeys has the same value at 1 and 3: each must differ.");
  }

  @Test
  void aFileThatIsNotThereIsOneLine(@TempDir Path folder) {
    var file = folder.resolve("none.json");

    assertThat(lines(ChainSpecFile.read(file, MissingFields.REFUSED, SCHEME)))
        .containsExactly(file + ": cannot be read (NoSuchFile): name a file that you may read.");
  }

  @Test
  void aFileIsRead(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve(NAME), GOOD);

    assertThat(ChainSpecFile.read(file, MissingFields.REFUSED, SCHEME))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void developmentValuesNeedTheFlag() {
    assertThat(lines(parse("{}"))).hasSizeGreaterThan(10);
    assertThat(parse("{}", MissingFields.DEV_DEFAULTS)).isInstanceOf(Accepted.class);
  }

  @Test
  void withTheFlagMissingFieldsTakeTheValuesOfVersionOne() {
    var spec = ((Accepted) parse("{}", MissingFields.DEV_DEFAULTS)).spec();

    assertThat(spec.slotDuration()).hasSeconds(4);
    assertThat(spec.authorities().getFirst().publicKey())
        .isEqualTo(SampleSpecs.of(1).authorities().getFirst().publicKey());
    assertThat(spec.bits()).isEqualTo(new CompactBits(505_794_034));
    assertThat(spec.requiredBitcoinConfirmations()).isEqualTo(144);
    assertThat(spec.v1Retarget().maxPowAdjustment()).isEqualTo(20);
    assertThat(spec.v2().schedule()).containsExactly(new RulesFrom(0, 1));
  }

  @Test
  void membersMissingInsideRetargetParamsAreZeroAsInVersionOne() {
    var text = "{\"retargetParams\": {\"powTargetTimespan\": 12000}}";

    var spec = ((Accepted) parse(text, MissingFields.DEV_DEFAULTS)).spec();

    var none = new CompactBits(0);
    assertThat(spec.v1Retarget()).isEqualTo(new V1Retarget(false, none, none, 12_000, 0, 0));
  }

  @Test
  void withTheFlagUnknownFieldsAreRefusedAllTheSame() {
    assertThat(lines(parse("{\"bit\": 1}", MissingFields.DEV_DEFAULTS)))
        .containsExactly(NAME + ": bit is unknown: did you mean bits?");
  }

  @Test
  void aV2ObjectMustBeWholeWithTheFlagToo() {
    assertThat(lines(parse("{\"v2\": {\"version\": 1}}", MissingFields.DEV_DEFAULTS)))
        .anyMatch(it -> it.contains("v2.powSpacing is missing"));
  }

  @Test
  void aLaterFormatOfV2IsRefused() {
    var later = GOOD.replaceFirst("(\"v2\": \\{\\s+\"version\": )1", "$12");

    assertThat(lines(parse(later)))
        .containsExactly(NAME + ": v2.version is 2: this node reads version 1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|says nothing of height 0",
        "[{\"fromHeight\":0,\"version\":3}]|names rules version 3, none such",
        "[{\"fromHeight\":0,\"version\":1},{\"fromHeight\":0,\"version\":2}]|does not ascend at"
            + " height 0",
        "[{\"fromHeight\":0,\"version\":2},{\"fromHeight\":9,\"version\":2}]|does not raise the"
            + " version at 9",
      })
  void aScheduleStartsAtZeroAndAscends(String schedule, String reason) {
    var other = GOOD.replaceFirst("(\"rules\": )\\[[^]]*]", "$1" + schedule);

    assertThat(lines(parse(other))).anyMatch(it -> it.contains("v2.rules " + reason));
  }

  private static SpecFileResult parse(String json) {
    return parse(json, MissingFields.REFUSED);
  }

  private static SpecFileResult parse(String json, MissingFields missing) {
    return ChainSpecFile.parse(json, NAME, missing, SCHEME);
  }

  private static Accepted accepted(String json) {
    var result = parse(json);
    assertThat(result).isInstanceOf(Accepted.class);
    return (Accepted) result;
  }

  private static List<String> lines(SpecFileResult result) {
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).problems().stream().map(SpecFileProblem::line).toList();
  }
}
