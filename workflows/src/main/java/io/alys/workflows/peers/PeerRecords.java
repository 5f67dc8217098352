package io.alys.workflows.peers;

import io.alys.messages.peers.Ban;
import io.alys.messages.peers.BanTarget;
import io.alys.messages.storage.RecordSpace;
import io.alys.messages.storage.StoredRecord;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Bans and learned addresses as records: short lines of text, so that people can read them. */
public final class PeerRecords {

  /** Where bans are. */
  public static final RecordSpace BANS = new RecordSpace("peer-bans");

  /** Where learned addresses are, by peer. */
  public static final RecordSpace ADDRESSES = new RecordSpace("peer-addresses");

  private static final String PEER = "peer ";
  private static final String ADDRESS = "address ";

  private PeerRecords() {}

  /** A ban's record. */
  public static StoredRecord of(Ban ban) {
    return new StoredRecord(keyOf(ban.target()), text(ban.until() + "\n" + ban.reason()));
  }

  /** The key of a ban's record. */
  public static Bytes keyOf(BanTarget target) {
    return switch (target) {
      case BanTarget.OfPeer(var peer) -> text(PEER + peer);
      case BanTarget.OfAddress(var address) -> text(ADDRESS + address);
    };
  }

  /** Reads a ban; empty when it does not read. */
  public static Optional<Ban> ban(StoredRecord stored) {
    var lines = text(stored.value()).split("\n", 2);
    var target = target(text(stored.key()));
    if (lines.length != 2 || target.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Ban(target.get(), Instant.parse(lines[0]), lines[1]));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The record of a learned address, which has a name. */
  public static StoredRecord of(PeerAddress address) {
    return new StoredRecord(keyOf(address.peer().orElseThrow()), text(address.text()));
  }

  /** The key of a peer's learned address. */
  public static Bytes keyOf(PeerId peer) {
    return text(peer.text());
  }

  /** Reads a learned address; empty when it does not read. */
  public static Optional<PeerAddress> address(StoredRecord stored) {
    try {
      return Optional.of(new PeerAddress(text(stored.value())))
          .filter(address -> address.peer().isPresent());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<BanTarget> target(String key) {
    try {
      if (key.startsWith(PEER)) {
        return Optional.of(new BanTarget.OfPeer(new PeerId(key.substring(PEER.length()))));
      }
      return key.startsWith(ADDRESS)
          ? IpAddress.parse(key.substring(ADDRESS.length())).map(BanTarget.OfAddress::new)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
