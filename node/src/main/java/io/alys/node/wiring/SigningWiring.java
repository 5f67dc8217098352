package io.alys.node.wiring;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.chain.SigningActor;
import io.alys.config.NodeConfig;
import io.alys.config.ValidatorConfig;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.signer.RemoteSigner;
import io.alys.integration.signer.RemoteSignerFailure;
import io.alys.integration.signer.RemoteSignerFailure.Fault;
import io.alys.integration.signer.RemoteSignerSettings;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.types.BlsPublicKey;
import io.alys.workflows.ports.BlockSigner;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.KeyGuard;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A validator's key and watermark. */
final class SigningWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SigningWiring.class);

  private final BlockSigner signer;
  private final FileSigningStore store;
  private final int authority;
  private final int watchSlots;

  private SigningWiring(BlockSigner signer, FileSigningStore store, int authority, int watchSlots) {
    this.signer = signer;
    this.store = store;
    this.authority = authority;
    this.watchSlots = watchSlots;
  }

  /** Opens key and watermark; null when the configuration names no key. */
  static @Nullable SigningWiring open(NodeConfig config, ChainSpec spec) throws CannotStart {
    var validator = config.validator();
    if (validator == null) {
      LOG.info("no validator key is configured: this node follows the chain and signs nothing");
      return null;
    }
    try {
      var signer = signer(validator.key());
      var authority = indexOf(signer.publicKey(), spec);
      var folder = config.dataDir().resolve("signing");
      StorageWiring.create(folder);
      var store = FileSigningStore.open(folder);
      store.notices().forEach(notice -> LOG.warn("signing: {}", notice));
      LOG.info("signing as authority {} with {}", authority, signer.publicKey());
      return new SigningWiring(signer, store, authority, validator.watchSlots());
    } catch (KeystoreFailure | RemoteSignerFailure e) {
      throw new CannotStart(false, String.valueOf(e.getMessage()));
    } catch (StorageFailure e) {
      throw StorageWiring.refused(e);
    }
  }

  /** A remote signer that is away now may come back; one that lacks the key will not sign. */
  private static BlockSigner signer(ValidatorConfig.Key key) throws CannotStart {
    return switch (key) {
      case ValidatorConfig.Keystore local ->
          KeystoreFiles.open(local.keystore(), local.passwordFile());
      case ValidatorConfig.Remote remote -> {
        var signer = new RemoteSigner(settings(remote), new JblstScheme());
        var problems = signer.check();
        problems.forEach(problem -> LOG.warn("signing: {}", problem.getMessage()));
        if (problems.size() == remote.endpoints().size()
            && problems.stream().allMatch(it -> it.fault() == Fault.UNKNOWN_KEY)) {
          signer.close();
          throw new CannotStart(
              false, problems.getLast().getMessage() + ": correct signer.public-key, or load it");
        }
        yield signer;
      }
    };
  }

  private static RemoteSignerSettings settings(ValidatorConfig.Remote remote) {
    var tls = remote.tls();
    return new RemoteSignerSettings(
        remote.endpoints(),
        BlsPublicKey.fromHex(remote.publicKey().substring("0x".length())),
        tls == null
            ? null
            : new RemoteSignerSettings.Tls(tls.certificate(), tls.privateKey(), tls.trusted()),
        remote.timeout());
  }

  private static int indexOf(BlsPublicKey key, ChainSpec spec) throws CannotStart {
    var keys = spec.authorities().stream().map(Authority::publicKey).toList();
    var index = keys.indexOf(key);
    if (index < 0) {
      throw new CannotStart(
          false,
          "the validator's key "
              + key
              + " is none of the chain spec's authorities: use the key of this network, or"
              + " leave validator.keystore and signer.endpoints out to run a full node");
    }
    return index;
  }

  int authority() {
    return authority;
  }

  Function<ActorRef<Topic.Command<NodeEvent>>, Behavior<SigningProtocol.Command>> behavior(
      InstantSource clock, ChainSpec spec) {
    var terms =
        new KeyGuard.Terms(
            spec.slotDuration(), spec.authorities().size(), watchSlots, spec.v2().restart());
    var means = new SigningActor.Means(signer, store, clock, terms);
    return events -> SigningActor.create(means, events);
  }

  @Override
  public void close() {
    if (signer instanceof RemoteSigner remote) {
      remote.close();
    }
    store.close();
  }
}
