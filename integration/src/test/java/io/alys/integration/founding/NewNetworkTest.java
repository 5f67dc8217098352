package io.alys.integration.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigResult.Loaded;
import io.alys.config.ConfigSources;
import io.alys.config.ValidatorConfig;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.founding.NetworkPlan.ChainIds;
import io.alys.integration.founding.NetworkPlan.PowPlan;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.spec.MissingFields;
import io.alys.integration.spec.SpecFileResult.Accepted;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Wei;
import io.alys.workflows.spec.ChainSpec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Founding a network: what is written can be used, what is in use is left alone. */
final class NewNetworkTest {
  private static final JblstScheme SCHEME = new JblstScheme();
  private static final EvmAddress RICH =
      EvmAddress.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

  @TempDir private Path parent;

  @Test
  void theSpecIsAcceptedAndItsKeysOpen() {
    var folder = new NetworkFolder(parent.resolve("new"));

    var spec = found(folder, plan(2, PowPlan.DEFAULT));

    var read = ChainSpecFile.read(folder.chainSpec(), MissingFields.REFUSED, SCHEME);
    assertThat(read).isInstanceOf(Accepted.class);
    assertThat(((Accepted) read).spec()).isEqualTo(spec);
    for (int i = 0; i < 2; i++) {
      var signer = KeystoreFiles.open(folder.node(i).keystore(), folder.node(i).password());
      assertThat(signer.publicKey()).isEqualTo(spec.authorities().get(i).publicKey());
    }
  }

  @Test
  void theExecutionGenesisHoldsTheFundedAccounts() throws IOException {
    var folder = new NetworkFolder(parent.resolve("new"));

    found(folder, plan(1, PowPlan.DEFAULT));

    assertThat(Files.readString(folder.executionGenesis()))
        .contains("\"chainId\": 263634")
        .contains(RICH.prefixedHex());
  }

  @Test
  void secretsAreForTheirOwnerAlone() throws IOException {
    var folder = new NetworkFolder(parent.resolve("new"));

    found(folder, plan(1, PowPlan.DEFAULT));

    var node = folder.node(0);
    var secrets =
        List.of(
            node.jwtSecret(), node.keystore(), node.password(), node.memberKey(), node.peerKey());
    for (var file : secrets) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(node.jwtSecret())).matches("[0-9a-f]{64}");
  }

  @Test
  void newKeysMaySignFromTheirFirstSlot() {
    var folder = new NetworkFolder(parent.resolve("new"));

    var spec = found(folder, plan(1, PowPlan.DEFAULT));

    try (var store = FileSigningStore.open(folder.node(0).signing())) {
      assertThat(store.watermark(spec.authorities().getFirst().publicKey()))
          .contains(Watermark.FRESH);
    }
  }

  @Test
  void theConfigurationIsReadyToBeUsed() {
    var folder = new NetworkFolder(parent.resolve("new"));

    found(folder, plan(1, PowPlan.DEFAULT));

    var node = folder.node(0);
    var sources = new ConfigSources(node.config(), Map.of(), Map.of(), parent);
    var config = ((Loaded) ConfigLoader.load(sources)).config();
    assertThat(config.chainSpec()).isEqualTo(folder.chainSpec());
    assertThat(config.dataDir()).isEqualTo(node.data());
    assertThat(config.execution().jwtSecret()).isEqualTo(node.jwtSecret());
    assertThat(config.validator())
        .isEqualTo(
            new ValidatorConfig(new ValidatorConfig.Keystore(node.keystore(), node.password()), 0));
  }

  @Test
  void twoNetworksHaveNothingInCommon() {
    var one = found(new NetworkFolder(parent.resolve("one")), plan(1, PowPlan.DEFAULT));
    var two = found(new NetworkFolder(parent.resolve("two")), plan(1, PowPlan.DEFAULT));

    assertThat(one.authorities()).doesNotContainAnyElementsOf(two.authorities());
    assertThat(one.federation()).doesNotContainAnyElementsOf(two.federation());
  }

  @Test
  void anEmptyFolderIsUsed() throws IOException {
    var folder = new NetworkFolder(Files.createDirectory(parent.resolve("new")));

    found(folder, plan(1, PowPlan.DEFAULT));

    assertThat(folder.chainSpec()).exists();
  }

  @Test
  void aFolderInUseIsLeftAlone() throws IOException {
    var used = Files.createDirectory(parent.resolve("used"));
    Files.writeString(used.resolve("precious"), "x");

    assertThatThrownBy(() -> found(new NetworkFolder(used), plan(1, PowPlan.DEFAULT)))
        .isInstanceOf(FoundingFailure.class)
        .hasMessageContaining("is in use");
    assertThat(used).isDirectoryContaining(it -> it.endsWith("precious"));
  }

  @Test
  void aPlanThatBreaksARuleLeavesNothingBehind() {
    var folder = new NetworkFolder(parent.resolve("new"));

    assertThatThrownBy(() -> found(folder, plan(1, new PowPlan(5, 256))))
        .isInstanceOf(FoundingFailure.class)
        .hasMessageContaining("maxBlocksWithoutPow is 256: choose at least 320");
    assertThatThrownBy(() -> found(folder, plan(12, PowPlan.DEFAULT)))
        .hasMessageContaining("1 to 11 validators");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aContractCannotBePrefunded() {
    var bridge = EvmAddress.fromHex("0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    var plan =
        new NetworkPlan(
            1,
            Duration.ofSeconds(2),
            ChainIds.DEFAULT,
            PowPlan.DEFAULT,
            Instant.EPOCH,
            Map.of(bridge, new Wei(BigInteger.ONE)));

    assertThatThrownBy(() -> found(new NetworkFolder(parent.resolve("new")), plan))
        .isInstanceOf(FoundingFailure.class)
        .hasMessageContaining("can't be prefunded");
  }

  private static ChainSpec found(NetworkFolder folder, NetworkPlan plan) {
    return NewNetwork.found(folder, plan, DerivationFunction.PBKDF2, SCHEME);
  }

  private static NetworkPlan plan(int validators, PowPlan pow) {
    return new NetworkPlan(
        validators,
        Duration.ofSeconds(2),
        ChainIds.DEFAULT,
        pow,
        Instant.ofEpochSecond(1_700_000_000),
        Map.of(RICH, new Wei(BigInteger.TEN.pow(21))));
  }
}
