package io.alys.workflows.fakes;

import io.alys.messages.peers.PeerDetails;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.PeerListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers who came and went. */
public final class RecordedPeers implements PeerListener {

  private final List<PeerId> connected = new CopyOnWriteArrayList<>();
  private final List<Departure> departures = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<String> turnedAway = new CopyOnWriteArrayList<>();
  private final Map<PeerId, PeerDetails> details = new ConcurrentHashMap<>();

  /** All that were ever connected, in order. */
  public List<PeerId> connected() {
    return List.copyOf(connected);
  }

  /** How connections ended, in order. */
  public List<Departure> departures() {
    return List.copyOf(departures);
  }

  /** Broken rules. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Who was turned away. */
  public List<String> turnedAway() {
    return List.copyOf(turnedAway);
  }

  /** What a peer said of itself. */
  public Optional<PeerDetails> details(PeerId peer) {
    return Optional.ofNullable(details.get(peer));
  }

  @Override
  public void connected(PeerId peer, PeerAddress address, boolean dialled) {
    connected.add(peer);
  }

  @Override
  public void identified(PeerId peer, PeerDetails said) {
    details.put(peer, said);
  }

  @Override
  public void disconnected(PeerId peer, Departure departure) {
    departures.add(departure);
  }

  @Override
  public void fault(PeerId peer, FaultLayer layer, String reason) {
    faults.add(layer + " " + reason);
  }

  @Override
  public void turnedAway(IpAddress address, String reason) {
    turnedAway.add(address + " " + reason);
  }
}
