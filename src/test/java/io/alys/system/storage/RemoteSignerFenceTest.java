package io.alys.system.storage;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.chain.SigningActor;
import io.alys.integration.bls.BlsSecretKey;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.signer.RemoteSigner;
import io.alys.integration.signer.RemoteSignerSettings;
import io.alys.integration.storage.FileSigningStore;
import io.alys.integration.testing.SignerServer;
import io.alys.messages.chain.Watermark;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.Refused;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.SignResult;
import io.alys.messages.signing.SigningProtocol.Signed;
import io.alys.messages.signing.SigningProtocol.SignerFailed;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.KeyGuard;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watermark stands before a remote signer: what it forbids is never even asked for. */
class RemoteSignerFenceTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration SLOT = Duration.ofSeconds(2);
  private static final BlsSecretKey KEY = BlsSecretKey.generate(new SecureRandom());

  private final TestProbe<SignResult> answers = KIT.createTestProbe();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aRivalOfTheSameSlotNeverReachesTheRemoteSigner() {
    try (var server = SignerServer.start(KEY, null);
        var signer = signer(server);
        var store = FileSigningStore.open(folder)) {
      store.record(KEY.publicKey(), Watermark.FRESH);
      var signing = spawn(signer, store);

      signing.tell(new Sign(vote(100, "11"), answers.getRef()));
      assertThat(answers.expectMessageClass(Signed.class).signature())
          .isEqualTo(KEY.sign(root("11")));
      signing.tell(new Sign(vote(100, "22"), answers.getRef()));
      answers.expectMessage(new Refused(vote(100, "22"), VoteObstacle.SLOT_NOT_ABOVE_WATERMARK));

      server.answering(root -> new SignerServer.Answer(500, ""));
      signing.tell(new Sign(vote(101, "33"), answers.getRef()));
      assertThat(answers.expectMessageClass(SignerFailed.class).reason()).contains("status 500");
      signing.tell(new Sign(vote(101, "44"), answers.getRef()));
      answers.expectMessage(new Refused(vote(101, "44"), VoteObstacle.SLOT_NOT_ABOVE_WATERMARK));
      assertThat(server.asked()).containsExactly(root("11"), root("33"));
    }
  }

  private static RemoteSigner signer(SignerServer server) {
    return new RemoteSigner(
        new RemoteSignerSettings(
            List.of(server.address()), KEY.publicKey(), null, Duration.ofSeconds(20)),
        new JblstScheme());
  }

  private ActorRef<Command> spawn(RemoteSigner signer, FileSigningStore store) {
    var events = KIT.spawn(Topic.create(NodeEvent.class, folder.toString()));
    var terms = new KeyGuard.Terms(SLOT, 1, 0, null);
    var clock = Instant.ofEpochSecond(200);
    return KIT.spawn(
        SigningActor.create(new SigningActor.Means(signer, store, () -> clock, terms), events));
  }

  private static VoteRequest vote(long slot, String root) {
    return new VoteRequest(
        root(root), new Slot(slot), new Slot(slot - 1), EnumSet.allOf(VoteFact.class));
  }

  private static Hash32 root(String twoDigits) {
    return Hash32.fromHex(twoDigits.repeat(32));
  }
}
