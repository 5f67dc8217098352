package io.alys.integration.protection;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.Watermarks.Imported;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What EIP-3076 calls an interchange file: of each key the blocks that it has signed. Version 5,
 * with one field of our own, {@code lock_slot} (rule 2.9); attestations, which no block here needs,
 * are left out.
 *
 * @param genesis the chain: its {@code v2.executionGenesisHash}
 */
record Interchange(Hash32 genesis, List<KeyRecord> keys) {

  /** Keeps a copy of the list. */
  Interchange {
    keys = List.copyOf(keys);
  }

  /** A key with what it has signed; a key may be in a file several times. */
  record KeyRecord(BlsPublicKey key, List<SignedSlot> blocks) {

    /** Keeps a copy of the list. */
    KeyRecord {
      blocks = List.copyOf(blocks);
    }
  }

  /** A block that was signed, or a slot up to which nothing may be signed any more. */
  record SignedSlot(Slot slot, @Nullable Hash32 root, @Nullable Slot lockSlot) {}

  /** What the file says of a key, as one watermark: maxima, and no lock when a block has none. */
  Imported watermark(BlsPublicKey key) {
    var blocks =
        keys.stream()
            .filter(it -> it.key().equals(key))
            .flatMap(it -> it.blocks().stream())
            .toList();
    var slot = blocks.stream().map(SignedSlot::slot).max(Slot::compareTo).orElse(Slot.ZERO);
    boolean locked =
        !blocks.isEmpty() && blocks.stream().allMatch(block -> block.lockSlot() != null);
    var lock =
        blocks.stream()
            .map(SignedSlot::lockSlot)
            .filter(Objects::nonNull)
            .map(Slot.class::cast)
            .max(Slot::compareTo);
    return new Imported(slot, locked ? lock.orElse(null) : null);
  }
}
