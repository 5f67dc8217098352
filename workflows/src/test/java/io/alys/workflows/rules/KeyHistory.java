package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.FakeSigningStore;
import io.alys.workflows.rules.KeyGuard.Terms;
import io.alys.workflows.rules.Watermarks.Imported;
import io.alys.workflows.spec.RestartRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The life of one key over many processes: votes are asked for at random, processes crash at random
 * points, watermarks are lost, rolled back, exported and imported, clocks are wrong, operators
 * agree on restarts. Remembers every signature that left.
 */
final class KeyHistory {

  private static final BlsPublicKey KEY = BlsPublicKey.fromHex("ab".repeat(48));
  private static final Duration D = Duration.ofSeconds(2);
  private static final int AUTHORITIES = 4;

  private final Random random;

  /** What a lost watermark becomes outside of the rule; null: nothing, so that the rule decides. */
  private final @Nullable Watermark afterLoss;

  private final Map<Slot, Hash32> signed = new HashMap<>();
  private final List<Watermark> snapshots = new ArrayList<>();
  private long now = 1000;
  private long offset;
  private @Nullable Watermark disk = Watermark.FRESH;
  private @Nullable RestartRecord restart;
  private FakeSigningStore store = new FakeSigningStore();
  private KeyGuard guard;
  private boolean stopped;
  private boolean signedTwice;

  KeyHistory(long seed, @Nullable Watermark afterLoss) {
    this.random = new Random(seed);
    this.afterLoss = afterLoss;
    this.guard = start();
  }

  /** How many slots were signed. */
  int signatures() {
    return signed.size();
  }

  /** Whether two roots of one slot were signed. */
  boolean signedTwice() {
    return signedTwice;
  }

  void step() {
    switch (random.nextInt(120)) {
      case 0 -> begin();
      case 1 -> lose();
      case 2 -> rollBack();
      case 3 -> move();
      case 4 -> importOld();
      case 5 -> agreeOnRestart();
      default -> {
        now += random.nextInt(8) == 0 ? random.nextInt(3) : 0;
        ask();
      }
    }
  }

  private void begin() {
    guard = start();
  }

  private void lose() {
    disk = afterLoss;
    begin();
  }

  /** The network knows what left the key before, and says so before anything is put to the vote. */
  private void rollBack() {
    if (!snapshots.isEmpty()) {
      disk = snapshots.get(random.nextInt(snapshots.size()));
      begin();
      var slots = new ArrayList<>(signed.keySet());
      Collections.shuffle(slots, random);
      for (var slot : slots) {
        stopped |= guard.isForeign(slot, root(slot), local());
      }
      disk = store.watermark(KEY).orElse(null);
    }
  }

  /** The last export of a key that signs no more where it was. */
  private void move() {
    var last = disk;
    if (last != null) {
      var lock = random.nextBoolean() ? last.lockSlot() : null;
      disk = Watermarks.imported(Watermark.FRESH, new Imported(last.slot(), lock), local());
    }
    begin();
  }

  private void importOld() {
    var own = disk;
    if (own != null && !snapshots.isEmpty()) {
      var old = snapshots.get(random.nextInt(snapshots.size()));
      disk = Watermarks.imported(own, new Imported(old.slot(), old.lockSlot()), local());
    }
    begin();
  }

  private void agreeOnRestart() {
    var root = new Slot(now - 20 + random.nextInt(15));
    restart = new RestartRecord(Hash32.ZERO, root, new Slot(now + 2 + random.nextInt(5)));
    begin();
  }

  private KeyGuard start() {
    store = new FakeSigningStore();
    stopped = false;
    if (disk != null) {
      store.record(KEY, disk);
    }
    offset = List.of(0L, 0L, 1L, -1L, 5L, -50L).get(random.nextInt(6));
    var started =
        new KeyGuard(KEY, store, new Terms(D, AUTHORITIES, 0, restart), local(), (_, _) -> {});
    if (Math.abs(offset) > 1 || random.nextInt(3) > 0) {
      var ahead = D.multipliedBy(-offset);
      started.clocks(List.of(ahead.minusMillis(random.nextInt(50)), ahead, ahead));
    }
    return started;
  }

  private void ask() {
    if (stopped) {
      return;
    }
    var slot = new Slot(local().value() - random.nextInt(random.nextBoolean() ? 8 : 2));
    var parent = new Slot(slot.value() - 1 - random.nextInt(3));
    var vote = new VoteRequest(someRoot(slot), slot, parent, EnumSet.allOf(VoteFact.class));
    var decision = guard.decide(vote, local());
    disk = store.watermark(KEY).orElse(null);
    if (disk != null && random.nextInt(4) == 0) {
      snapshots.add(disk);
    }
    boolean crashed = random.nextInt(10) == 0;
    if (decision instanceof VoteDecision.Sign && !crashed) {
      var other = signed.put(slot, vote.root());
      signedTwice |= other != null && !other.equals(vote.root());
      stopped |= guard.isForeign(slot, vote.root(), local());
      disk = store.watermark(KEY).orElse(null);
    }
    if (crashed) {
      begin();
    }
  }

  private Slot local() {
    return new Slot(now + offset);
  }

  private Hash32 root(Slot slot) {
    return signed.getOrDefault(slot, Hash32.ZERO);
  }

  private Hash32 someRoot(Slot slot) {
    return Hash32.fromHex(String.format("%063x%x", slot.value(), 1 + random.nextInt(3)));
  }
}
