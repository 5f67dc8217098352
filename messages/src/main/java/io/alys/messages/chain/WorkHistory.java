package io.alys.messages.chain;

import io.alys.messages.types.Height;
import java.util.ArrayList;
import java.util.List;

/**
 * What the retarget (7.4) needs of a chain: its last AuxPoWs, oldest first, at most {@link
 * #WINDOW}, and the height that Δ is counted from, that of the AuxPoW before them (genesis if
 * none).
 */
public record WorkHistory(List<PowRecord> recent, Height before) {

  /** AuxPoWs that the retarget looks at. */
  public static final int WINDOW = 8;

  /** No AuxPoW yet. */
  public static final WorkHistory EMPTY = new WorkHistory(List.of(), Height.ZERO);

  /** Keeps a copy of the list. */
  public WorkHistory {
    recent = List.copyOf(recent);
    if (recent.size() > WINDOW) {
      throw new IllegalArgumentException("more than " + WINDOW + " AuxPoWs");
    }
  }

  /** The history after one more AuxPoW. */
  public WorkHistory with(PowRecord record) {
    var longer = new ArrayList<>(recent);
    longer.add(record);
    if (longer.size() <= WINDOW) {
      return new WorkHistory(longer, before);
    }
    return new WorkHistory(longer.subList(1, longer.size()), longer.getFirst().includedAt());
  }
}
