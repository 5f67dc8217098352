package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.VoteRequests.Candidate;
import io.alys.workflows.rules.VoteRequests.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VoteRequestsTest {

  private static final Hash32 ROOT = Hash32.fromHex("aa".repeat(32));

  private final TestChain chain = new TestChain(TestSpecs.standard());

  @Test
  void everyFactIsEstablishedForAnOrdinaryBlock() {
    var parent = chain.add(chain.genesis(), 10);

    var request = VoteRequests.of(new Candidate(ROOT, new Slot(12), parent), at(24_000), true);

    assertThat(request.root()).isEqualTo(ROOT);
    assertThat(request.slot()).isEqualTo(new Slot(12));
    assertThat(request.parentSlot()).isEqualTo(new Slot(10));
    assertThat(request.established()).containsExactlyInAnyOrder(VoteFact.values());
  }

  @Test
  void aSlotAheadOfTheClockHasNotBegun() {
    var parent = chain.add(chain.genesis(), 10);

    assertThat(facts(parent, 12, at(23_700), true)).doesNotContain(VoteFact.SLOT_BEGUN);
  }

  @Test
  void aParentOutsideTheViewIsNotCertified() {
    var parent = chain.add(chain.genesis(), 10);
    chain.forget(parent);

    assertThat(facts(parent, 12, at(24_000), true)).doesNotContain(VoteFact.PARENT_CERTIFIED);
  }

  @Test
  void aBlockBesideTheFloorDoesNotExtendIt() {
    var parent = chain.add(chain.genesis(), 10);
    chain.commit(chain.add(chain.genesis(), 11).self());

    assertThat(facts(parent, 12, at(24_000), true)).doesNotContain(VoteFact.EXTENDS_COMMITTED);
  }

  @Test
  void theEnginesVerdictIsTheCallers() {
    var parent = chain.add(chain.genesis(), 10);

    assertThat(facts(parent, 12, at(24_000), false)).doesNotContain(VoteFact.ENGINE_VALID);
  }

  @Test
  void slotsInsideARoundAreNotUsableWhileCertificatesAreSlow() {
    var parent = chain.genesis();
    for (long slot = 10; slot <= 40; slot += 2) {
      parent = chain.add(parent, slot);
    }
    var slow = SlowCertificates.after(parent, 3);

    assertThat(slow.roundSlots()).isEqualTo(7);
    assertThat(facts(parent, 41, at(99_000), true)).contains(VoteFact.SLOT_USABLE);
    assertThat(facts(parent, 43, at(99_000), true)).doesNotContain(VoteFact.SLOT_USABLE);
    assertThat(facts(parent, 49, at(99_000), true)).contains(VoteFact.SLOT_USABLE);
  }

  private Set<VoteFact> facts(BlockContext parent, long slot, Observer node, boolean valid) {
    return VoteRequests.of(new Candidate(ROOT, new Slot(slot), parent), node, valid).established();
  }

  private Observer at(long millis) {
    return new Observer(
        new SlotTime(Instant.ofEpochMilli(millis), Duration.ofSeconds(2)), chain, 3);
  }
}
