package io.alys.system.storage;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.chain.SigningActor;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.keys.KeystoreSigner;
import io.alys.integration.keys.PasswordFiles;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.Refused;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.SignResult;
import io.alys.messages.signing.SigningProtocol.Signed;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.KeyGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SigningActor with a keystore and watermark files: one signature per slot, also later. */
class SigningOnDiskTest {

  private static final ActorTestKit KIT = ActorTestKit.create();

  private final TestProbe<SignResult> answers = KIT.createTestProbe();

  @TempDir private Path folder;
  private Path keystore = Path.of("");
  private Path password = Path.of("");

  @BeforeEach
  void createKey() {
    password = folder.resolve("password");
    var created =
        KeystoreFiles.create(
                folder.resolve("keys"),
                PasswordFiles.create(password, new SecureRandom()),
                1,
                DerivationFunction.PBKDF2)
            .getFirst();
    keystore = created.keystore();
    try (var store = FileSigningStore.open(signing())) {
      store.record(created.publicKey(), Watermark.FRESH);
    }
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void signaturesVerifyAndALaterActorKeepsToThem() throws IOException {
    var signer = KeystoreFiles.open(keystore, password);
    var first = vote(100, "11");
    Signed signed;
    try (var store = FileSigningStore.open(signing())) {
      signed = ask(signer, store, first);
      assertThat(new JblstScheme().verify(signer.publicKey(), first.root(), signed.signature()))
          .isTrue();
    }

    try (var store = FileSigningStore.open(signing())) {
      assertThat(ask(signer, store, first).signature()).isEqualTo(signed.signature());
      var rival = vote(100, "22");
      spawn(signer, store).tell(new Sign(rival, answers.getRef()));
      answers.expectMessage(new Refused(rival, VoteObstacle.SLOT_NOT_ABOVE_WATERMARK));
      ask(signer, store, vote(101, "33"));
    }
    assertThat(Files.readAllLines(signing().resolve("signatures-000001.log")))
        .satisfiesExactly(
            header -> assertThat(header).startsWith("# alys signatures 1"),
            line -> assertThat(line).startsWith("100 " + "11".repeat(32)),
            line -> assertThat(line).startsWith("101 " + "33".repeat(32)));
  }

  private Signed ask(KeystoreSigner signer, FileSigningStore store, VoteRequest vote) {
    spawn(signer, store).tell(new Sign(vote, answers.getRef()));
    return answers.expectMessageClass(Signed.class);
  }

  private ActorRef<Command> spawn(KeystoreSigner signer, FileSigningStore store) {
    var events = KIT.spawn(Topic.create(NodeEvent.class, folder.toString()));
    var means =
        new SigningActor.Means(
            signer,
            store,
            () -> Instant.ofEpochSecond(200),
            new KeyGuard.Terms(Duration.ofSeconds(2), 1, 0, null));
    return KIT.spawn(SigningActor.create(means, events));
  }

  private Path signing() {
    return folder.resolve("signing");
  }

  private static VoteRequest vote(long slot, String root) {
    return new VoteRequest(
        Hash32.fromHex(root.repeat(32)),
        new Slot(slot),
        new Slot(slot - 1),
        EnumSet.allOf(VoteFact.class));
  }
}
