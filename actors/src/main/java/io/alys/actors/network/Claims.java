package io.alys.actors.network;

import io.alys.messages.actor.Unavailable;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.PeerId;
import io.alys.workflows.spec.Authority;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What peers claim to have, and the highest claim that was verified. A peer whose claim turned out
 * false is not believed until it claims something else. Part of the SyncActor.
 */
final class Claims {

  static final BlockRef NOWHERE = new BlockRef(Hash32.ZERO, Height.ZERO);

  static final Unavailable NO_ANSWER =
      new Unavailable(Unavailable.Code.TIMED_OUT, "no answer in time", Duration.ZERO);

  /** A peer and the certified head that it claims. */
  record Claim(PeerId peer, BlockRef block) {}

  private final Set<String> members;
  private final Map<PeerId, BlockRef> heads = new LinkedHashMap<>();
  private final Set<Claim> refused = new HashSet<>();
  private final Deque<PeerId> turns = new ArrayDeque<>();
  private final Set<PeerId> avoided = new HashSet<>();
  private @Nullable BlockRef target;

  Claims(List<Authority> authorities) {
    this.members = authorities.stream().map(Authority::peerId).collect(Collectors.toSet());
  }

  void put(PeerId peer, BlockRef certified) {
    if (!certified.equals(heads.put(peer, certified))) {
      refused.removeIf(claim -> claim.peer().equals(peer));
    }
    if (!turns.contains(peer)) {
      turns.addLast(peer);
    }
  }

  void remove(PeerId peer) {
    heads.remove(peer);
    turns.remove(peer);
    avoided.remove(peer);
    refused.removeIf(claim -> claim.peer().equals(peer));
  }

  /** Forgets all others. */
  void retain(Collection<PeerId> connected) {
    var gone = new ArrayList<>(heads.keySet());
    gone.removeAll(connected);
    gone.forEach(this::remove);
  }

  boolean isEmpty() {
    return heads.isEmpty();
  }

  List<PeerId> peers() {
    return List.copyOf(heads.keySet());
  }

  /** The highest claim above a height that was not found false. */
  Optional<Claim> best(Height above) {
    return heads.entrySet().stream()
        .filter(entry -> entry.getValue().height().isAbove(above))
        .map(entry -> new Claim(entry.getKey(), entry.getValue()))
        .filter(claim -> !refused.contains(claim))
        .max(Comparator.comparing(claim -> claim.block().height()));
  }

  void refuse(Claim claim) {
    refused.add(claim);
  }

  void verified(Claim claim) {
    if (target == null || claim.block().height().isAbove(target.height())) {
      target = claim.block();
    }
  }

  /** Whether the verified target is as high as this. */
  boolean isVerified(Claim claim) {
    return target != null && !claim.block().height().isAbove(target.height());
  }

  Optional<BlockRef> target() {
    return Optional.ofNullable(target);
  }

  /** A target that no peer has any more can't be reached. */
  void forgetOldTarget() {
    var old = target;
    if (old != null
        && heads.values().stream().noneMatch(head -> !old.height().isAbove(head.height()))) {
      target = null;
    }
  }

  /** Members of the federation with nothing above a height. */
  int membersNotAbove(Height own) {
    return (int)
        heads.entrySet().stream()
            .filter(entry -> members.contains(entry.getKey().text()))
            .filter(entry -> !entry.getValue().height().isAbove(own))
            .count();
  }

  /** The peers take turns, among those that claim a height; those to avoid come last. */
  Optional<PeerId> next(Height height) {
    var able = turns.stream().filter(peer -> has(peer, height)).toList();
    if (!able.isEmpty() && avoided.containsAll(able)) {
      avoided.clear();
    }
    var next = able.stream().filter(peer -> !avoided.contains(peer)).findFirst();
    next.ifPresent(
        peer -> {
          turns.remove(peer);
          turns.addLast(peer);
        });
    return next;
  }

  private boolean has(PeerId peer, Height height) {
    var head = heads.get(peer);
    return head != null && !height.isAbove(head.height());
  }

  /** Its last range was bad. */
  void avoid(PeerId peer) {
    avoided.add(peer);
  }
}
