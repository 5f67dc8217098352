package io.alys.node.dev;

import io.alys.integration.bls.JblstScheme;
import io.alys.integration.founding.FoundingFailure;
import io.alys.integration.founding.NetworkPlan;
import io.alys.integration.founding.NetworkPlan.ChainIds;
import io.alys.integration.founding.NetworkPlan.PowPlan;
import io.alys.integration.founding.NewNetwork;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.spec.MissingFields;
import io.alys.integration.spec.SpecFileResult.Accepted;
import io.alys.integration.spec.SpecFileResult.Refused;
import io.alys.node.dev.DevOptions.NetworkWishes;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.SpecChecks;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The network of a folder: the one that is there, or a new one. */
final class DevNetworkSpec {

  private static final int VALIDATORS = 1;
  private static final Duration SLOT = Duration.ofSeconds(2);

  private final DevFolder folder;
  private final NetworkWishes wishes;

  DevNetworkSpec(DevFolder folder, NetworkWishes wishes) {
    this.folder = folder;
    this.wishes = wishes;
  }

  /** Whether the folder holds a network. */
  boolean exists() {
    return Files.exists(folder.network().chainSpec());
  }

  /** Founds a network as wished; the folder must be empty or missing. */
  ChainSpec found() {
    long spacing = or(wishes.powSpacing(), PowPlan.DEFAULT.spacing());
    var plan =
        new NetworkPlan(
            or(wishes.validators(), VALIDATORS),
            or(wishes.slot(), SLOT),
            ChainIds.DEFAULT,
            new PowPlan(spacing, or(wishes.maxBlocksWithoutPow(), longestWithout(spacing))),
            Instant.now(),
            DevAccounts.funded());
    try {
      // Cheap to open: a local network's keys guard nothing.
      return NewNetwork.found(folder.network(), plan, DerivationFunction.PBKDF2, new JblstScheme());
    } catch (FoundingFailure | KeystoreFailure e) {
      throw DevFailure.willNotHeal(String.valueOf(e.getMessage()));
    }
  }

  /** Reads the network of the folder; what was wished must be what it is. */
  ChainSpec resume() {
    var file = folder.network().chainSpec();
    var result = ChainSpecFile.read(file, MissingFields.REFUSED, new JblstScheme());
    var spec =
        switch (result) {
          case Accepted accepted -> accepted.spec();
          case Refused refused ->
              throw DevFailure.willNotHeal(refused.problems().getFirst().line());
        };
    agree("--validators", wishes.validators(), spec.authorities().size());
    agree("--slot", wishes.slot(), spec.slotDuration());
    agree("--pow-spacing", wishes.powSpacing(), spec.v2().powSpacing());
    agree("--max-blocks-without-pow", wishes.maxBlocksWithoutPow(), spec.maxBlocksWithoutPow());
    return spec;
  }

  /** The usual one, or the shortest that rule 7.5 allows for a wide spacing. */
  private static long longestWithout(long spacing) {
    return Math.max(
        PowPlan.DEFAULT.maxBlocksWithout(), SpecChecks.MIN_SPACINGS_WITHOUT_POW * spacing);
  }

  private <T> void agree(String option, @Nullable T wished, T is) {
    if (wished != null && !wished.equals(is)) {
      throw DevFailure.willNotHeal(
          "the network in %s has %s %s: leave the option out, or name another --data-dir"
              .formatted(folder.root(), option, text(is)));
    }
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString();
  }

  private static <T> T or(@Nullable T wished, T otherwise) {
    return Objects.requireNonNullElse(wished, otherwise);
  }
}
