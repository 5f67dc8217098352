package io.alys.workflows.peers;

import io.alys.messages.peers.Ban;
import io.alys.messages.peers.BanTarget;
import io.alys.messages.types.PeerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom a node has nothing to do with for a time; at most {@link #MAX} of them. */
public final class BanList {

  /** Most bans; beyond it the one that ends first goes. */
  public static final int MAX = 2_048;

  private final Map<BanTarget, Ban> bans = new LinkedHashMap<>();

  /** Adds a ban, in place of one of the same target; who is let go for it, if somebody is. */
  public Optional<BanTarget> add(Ban ban) {
    bans.put(ban.target(), ban);
    if (bans.size() <= MAX) {
      return Optional.empty();
    }
    var first =
        bans.values().stream()
            .filter(one -> !one.equals(ban))
            .min(Comparator.comparing(Ban::until))
            .orElseThrow();
    bans.remove(first.target());
    return Optional.of(first.target());
  }

  /** Whether there was such a ban. */
  public boolean remove(BanTarget target) {
    return bans.remove(target) != null;
  }

  /** Takes those out whose time is up. */
  public List<BanTarget> expire(Instant now) {
    var over = bans.values().stream().filter(ban -> !ban.until().isAfter(now)).toList();
    over.forEach(ban -> bans.remove(ban.target()));
    return over.stream().map(Ban::target).toList();
  }

  /** All of them, the latest last. */
  public List<Ban> all() {
    return List.copyOf(bans.values());
  }

  /** The peers among them. */
  public Set<PeerId> peers() {
    return bans.keySet().stream()
        .flatMap(
            target ->
                target instanceof BanTarget.OfPeer(var peer) ? Stream.of(peer) : Stream.empty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
