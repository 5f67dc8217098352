package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.node.dev.DevOptions.NetworkWishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New networks as wished, old ones as they are. */
final class DevNetworkSpecTest {
  private static final NetworkWishes NONE = new NetworkWishes(null, null, null, null);

  @TempDir private Path parent;

  @Test
  void withoutWishesItHasTheDefaults() {
    var network = network(NONE);

    var spec = network.found();

    assertThat(spec.authorities()).hasSize(1);
    assertThat(spec.slotDuration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(spec.v2().powSpacing()).isEqualTo(4);
    assertThat(spec.maxBlocksWithoutPow()).isEqualTo(256);
    assertThat(network.exists()).isTrue();
    assertThat(network.resume()).isEqualTo(spec);
  }

  @Test
  void aWideSpacingRaisesTheDistanceWithoutWork() {
    var spec = network(new NetworkWishes(null, null, 10L, null)).found();

    assertThat(spec.maxBlocksWithoutPow()).isEqualTo(640);
  }

  @Test
  void theTestAccountsHaveCoins() throws IOException {
    network(NONE).found();

    assertThat(Files.readString(parent.resolve("net").resolve("execution-genesis.json")))
        .contains("f39fd6e51aad88f6f4ce6ab8827279cfffb92266")
        .contains("a0ee7a142d267c1f36714e4a8f75612f20a79720")
        .contains("0x21e19e0c9bab2400000");
  }

  @Test
  void aNetworkThatIsThereMustBeWhatIsWished() {
    network(NONE).found();

    assertThat(network(new NetworkWishes(1, Duration.ofSeconds(2), 4L, 256L)).resume()).isNotNull();
    assertThatThrownBy(
            () -> network(new NetworkWishes(1, Duration.ofSeconds(3), null, null)).resume())
        .isInstanceOfSatisfying(DevFailure.class, it -> assertThat(it.exitCode()).isEqualTo(2))
        .hasMessageContaining("has --slot 2000ms: leave the option out");
  }

  @Test
  void anImpossibleWishIsRefused() {
    assertThatThrownBy(() -> network(new NetworkWishes(1, null, 4L, 10L)).found())
        .isInstanceOf(DevFailure.class)
        .hasMessageContaining("maxBlocksWithoutPow is 10: choose at least 256");
  }

  @Test
  void aFolderWithOtherThingsIsRefused() throws IOException {
    Files.createDirectories(parent.resolve("net"));
    Files.writeString(parent.resolve("net").resolve("thesis.tex"), "x");

    assertThatThrownBy(() -> network(NONE).found()).hasMessageContaining("is in use");
  }

  private DevNetworkSpec network(NetworkWishes wishes) {
    return new DevNetworkSpec(new DevFolder(parent.resolve("net")), wishes);
  }
}
