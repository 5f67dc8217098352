package io.alys.node.cli;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigProblem;
import io.alys.config.ConfigResult;
import io.alys.config.ConfigSources;
import io.alys.config.NodeConfig;
import io.alys.config.ValidatorConfig;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.protection.ProtectionFiles;
import io.alys.integration.spec.ChainSpecFile;
import io.alys.integration.spec.MissingFields;
import io.alys.integration.spec.SpecFileProblem;
import io.alys.integration.spec.SpecFileResult;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.types.BlsPublicKey;
import io.alys.workflows.rules.SlotTime;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The node whose watermarks a command is about, as its alys.conf says. */
record ProtectedNode(Path signing, ChainSpec spec, @Nullable BlsPublicKey own) {

  /** Where a node keeps watermarks, in its data folder. */
  private static final String SIGNING = "signing";

  static ProtectedNode of(Path file) throws CannotReach {
    var config = config(file);
    var validator = config.validator();
    return new ProtectedNode(
        config.dataDir().resolve(SIGNING),
        spec(config),
        validator == null ? null : key(validator.key()));
  }

  private static BlsPublicKey key(ValidatorConfig.Key key) {
    return switch (key) {
      case ValidatorConfig.Keystore local -> KeystoreFiles.publicKey(local.keystore());
      case ValidatorConfig.Remote remote ->
          BlsPublicKey.fromHex(remote.publicKey().substring("0x".length()));
    };
  }

  /** The signing folder; refused while a node has it. */
  FileSigningStore open() {
    return FileSigningStore.open(signing);
  }

  ProtectionFiles.Chain chain(Instant now) {
    return new ProtectionFiles.Chain(
        spec.v2().executionGenesisHash(),
        spec.authorities().stream().map(Authority::publicKey).collect(Collectors.toSet()),
        own,
        new SlotTime(now, spec.slotDuration()).slot());
  }

  private static NodeConfig config(Path file) throws CannotReach {
    return switch (ConfigLoader.load(ConfigSources.ofProcess(file, Map.of()))) {
      case ConfigResult.Loaded loaded -> loaded.config();
      case ConfigResult.Refused refused ->
          throw CannotReach.forGood(
              refused.problems().stream()
                  .map(ConfigProblem::line)
                  .collect(Collectors.joining("\n")));
    };
  }

  private static ChainSpec spec(NodeConfig config) throws CannotReach {
    var missing = config.allowDevDefaults() ? MissingFields.DEV_DEFAULTS : MissingFields.REFUSED;
    return switch (ChainSpecFile.read(config.chainSpec(), missing, new JblstScheme())) {
      case SpecFileResult.Accepted accepted -> accepted.spec();
      case SpecFileResult.Refused refused ->
          throw CannotReach.forGood(
              refused.problems().stream()
                  .map(SpecFileProblem::line)
                  .collect(Collectors.joining("\n")));
    };
  }
}
