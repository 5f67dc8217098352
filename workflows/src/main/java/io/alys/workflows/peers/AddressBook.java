package io.alys.workflows.peers;

import io.alys.messages.peers.PeerProtocol.KnownPeer;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.Entropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to dial, and when. Given addresses are dialled for ever; learned ones only while there are
 * too few peers, and forgotten when they fail too often. Times are nanoseconds of a steady clock.
 */
public final class AddressBook {

  /** Where an address comes from. */
  public enum Origin {
    BOOTNODE,
    STATIC,
    LEARNED
  }

  private static final class Contact {
    private final PeerAddress address;
    private final Origin origin;
    private @Nullable PeerId peer;
    private int failures;
    private long next;
    private boolean dialling;
    private long since;
    private String lastFailure = "";

    Contact(PeerAddress address, Origin origin, long now) {
      this.address = address;
      this.origin = origin;
      this.peer = address.peer().orElse(null);
      this.next = now;
    }

    boolean isOf(Set<PeerId> peers) {
      return peer != null && peers.contains(peer);
    }
  }

  /** A dial whose result did not come is one that failed: no address is left out for ever. */
  private static final long LOST_NANOS = 60_000_000_000L;

  private final DialPlan plan;
  private final Map<PeerAddress, Contact> contacts = new LinkedHashMap<>();

  /** An empty book. */
  public AddressBook(DialPlan plan) {
    this.plan = plan;
  }

  /** Addresses that the operator gave. */
  public void give(Iterable<PeerAddress> addresses, Origin origin, long now) {
    addresses.forEach(one -> contacts.putIfAbsent(one, new Contact(one, origin, now)));
  }

  /**
   * An address at which a peer was met, with its name; in place of an earlier one of that peer.
   * When there are too many, the one that failed most goes. Whether anything changed.
   */
  public boolean learn(PeerAddress address, long now) {
    var peer = address.peer();
    if (peer.isEmpty() || contacts.containsKey(address) || plan.maxLearned() == 0) {
      return false;
    }
    contacts.values().removeIf(one -> one.origin == Origin.LEARNED && peer.get().equals(one.peer));
    if (learned().size() >= plan.maxLearned()) {
      learned().stream()
          .max(Comparator.comparingInt(one -> one.failures))
          .ifPresent(worst -> contacts.remove(worst.address));
    }
    contacts.put(address, new Contact(address, Origin.LEARNED, now));
    return true;
  }

  /** Forgets what was learned of a peer. */
  public void forget(PeerId peer) {
    contacts.values().removeIf(one -> one.origin == Origin.LEARNED && peer.equals(one.peer));
  }

  /** Addresses to dial now; they count as being dialled from then on. */
  public List<PeerAddress> due(Set<PeerId> connected, Set<PeerId> shunned, long now) {
    contacts.values().stream()
        .filter(one -> one.dialling && now - one.since > LOST_NANOS)
        .forEach(one -> one.dialling = false);
    long under = contacts.values().stream().filter(one -> one.dialling).count();
    int room = (int) Math.max(0, plan.atOnce() - under);
    int wanted = Math.max(0, plan.wantedPeers() - connected.size());
    var due = new ArrayList<PeerAddress>();
    for (var one : contacts.values()) {
      boolean learned = one.origin == Origin.LEARNED;
      boolean ready = !one.dialling && one.next - now <= 0;
      if (!ready || one.isOf(connected) || one.isOf(shunned) || (learned && wanted == 0)) {
        continue;
      }
      if (due.size() == room) {
        break;
      }
      wanted -= learned ? 1 : 0;
      one.dialling = true;
      one.since = now;
      due.add(one.address);
    }
    return due;
  }

  /** A dialled address led to a peer. */
  public void reached(PeerAddress address, PeerId peer) {
    contact(address)
        .ifPresent(
            one -> {
              one.dialling = false;
              one.peer = peer;
              one.failures = 0;
              one.lastFailure = "";
            });
  }

  /** A dialled address led to nobody; the name of the peer is returned when it is forgotten. */
  public Optional<PeerId> failed(PeerAddress address, String reason, long now, Entropy entropy) {
    var known = contact(address);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    var one = known.get();
    one.dialling = false;
    one.failures++;
    one.lastFailure = reason;
    one.next = now + plan.delay(one.failures, entropy).toNanos();
    boolean hopeless =
        one.origin == Origin.LEARNED && one.failures >= DialPlan.MAX_LEARNED_FAILURES;
    if (hopeless) {
      contacts.remove(address);
      return Optional.ofNullable(one.peer);
    }
    return Optional.empty();
  }

  /** A peer left or was sent away: it is not dialled again at once. */
  public void parted(PeerId peer, String reason, Duration rest, long now) {
    for (var one : contacts.values()) {
      if (peer.equals(one.peer)) {
        one.lastFailure = reason;
        one.next = Math.max(one.next, now + rest.toNanos());
      }
    }
  }

  /** All addresses. */
  public List<KnownPeer> known() {
    return contacts.values().stream()
        .map(
            one ->
                new KnownPeer(
                    one.address,
                    one.origin.name().toLowerCase(Locale.ROOT),
                    one.failures,
                    one.lastFailure))
        .toList();
  }

  private List<Contact> learned() {
    return contacts.values().stream().filter(one -> one.origin == Origin.LEARNED).toList();
  }

  private Optional<Contact> contact(PeerAddress address) {
    return Optional.ofNullable(contacts.get(address));
  }
}
