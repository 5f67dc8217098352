package io.alys.workflows.peers;

import io.alys.messages.types.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is held against peers, connected or not, so that coming again does not wash it off. It
 * halves with time. Times are nanoseconds of a steady clock.
 */
public final class Conduct {

  /** Complaints of this weight, in sum, are enough for a ban. */
  public static final double LIMIT = 100;

  /** How long it takes to halve. */
  public static final Duration HALF_LIFE = Duration.ofMinutes(10);

  private static final int MAX_PEERS = 4_096;
  private static final int MAX_COMPLAINTS = 10;
  private static final double FORGOTTEN = 0.5;

  private final Map<PeerId, Sheet> sheets = new LinkedHashMap<>();

  private static final class Sheet {
    private double weight;
    private long at;
    private final ArrayDeque<String> complaints = new ArrayDeque<>();

    double now(long nanos) {
      double halves = (double) Math.max(0, nanos - at) / HALF_LIFE.toNanos();
      return weight * Math.pow(0.5, halves);
    }
  }

  /** Notes a complaint; what is held against the peer now. */
  public double complain(PeerId peer, String what, int weight, Instant time, long now) {
    var sheet = sheets.remove(peer);
    if (sheet == null) {
      sheet = new Sheet();
      makeRoom(now);
    }
    sheets.put(peer, sheet);
    sheet.weight = sheet.now(now) + weight;
    sheet.at = now;
    if (sheet.complaints.size() == MAX_COMPLAINTS) {
      sheet.complaints.remove();
    }
    sheet.complaints.add(time + " " + what + " (" + weight + ")");
    return sheet.weight;
  }

  /** What is held against a peer. */
  public double weight(PeerId peer, long now) {
    var sheet = sheets.get(peer);
    return sheet == null ? 0 : sheet.now(now);
  }

  /** The latest complaints, the last one last. */
  public List<String> complaints(PeerId peer) {
    var sheet = sheets.get(peer);
    return sheet == null ? List.of() : List.copyOf(sheet.complaints);
  }

  /** Starts anew with a peer, as after a ban. */
  public void forgive(PeerId peer) {
    sheets.remove(peer);
  }

  private void makeRoom(long now) {
    if (sheets.size() >= MAX_PEERS) {
      sheets.values().removeIf(sheet -> sheet.now(now) < FORGOTTEN);
    }
    if (sheets.size() >= MAX_PEERS) {
      sheets.remove(sheets.keySet().iterator().next());
    }
  }
}
