package io.alys.node.wiring;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.chain.SigningActor;
import io.alys.config.NodeConfig;
import io.alys.integration.keys.KeystoreFailure;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.keys.KeystoreSigner;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.types.BlsPublicKey;
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

  /** As rule 2.10 has it: the key is watched while it signs; a lost watermark waits anyway. */
  private static final long WATCH_SLOTS = 0;

  private final KeystoreSigner signer;
  private final FileSigningStore store;
  private final int authority;

  private SigningWiring(KeystoreSigner signer, FileSigningStore store, int authority) {
    this.signer = signer;
    this.store = store;
    this.authority = authority;
  }

  /** Opens key and watermark; null when the configuration names no key. */
  static @Nullable SigningWiring open(NodeConfig config, ChainSpec spec) throws CannotStart {
    var validator = config.validator();
    if (validator == null) {
      LOG.info("no validator key is configured: this node follows the chain and signs nothing");
      return null;
    }
    try {
      var signer = KeystoreFiles.open(validator.keystore(), validator.passwordFile());
      var authority = indexOf(signer.publicKey(), spec);
      var folder = config.dataDir().resolve("signing");
      StorageWiring.create(folder);
      var store = FileSigningStore.open(folder);
      store.notices().forEach(notice -> LOG.warn("signing: {}", notice));
      LOG.info("signing as authority {} with {}", authority, signer.publicKey());
      return new SigningWiring(signer, store, authority);
    } catch (KeystoreFailure e) {
      throw new CannotStart(false, String.valueOf(e.getMessage()));
    } catch (StorageFailure e) {
      throw StorageWiring.refused(e);
    }
  }

  private static int indexOf(BlsPublicKey key, ChainSpec spec) throws CannotStart {
    var keys = spec.authorities().stream().map(Authority::publicKey).toList();
    var index = keys.indexOf(key);
    if (index < 0) {
      throw new CannotStart(
          false,
          "the keystore's key "
              + key
              + " is none of the chain spec's authorities: use the keystore of this network, or"
              + " leave validator.keystore out to run a full node");
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
            spec.slotDuration(), spec.authorities().size(), WATCH_SLOTS, spec.v2().restart());
    var means = new SigningActor.Means(signer, store, clock, terms);
    return events -> SigningActor.create(means, events);
  }

  @Override
  public void close() {
    store.close();
  }
}
