package io.alys.integration.libp2p.gossip.score;

import io.alys.integration.libp2p.identity.PeerId;
import java.util.List;
import java.util.Optional;

/**
 * A peer's score and all that it is made of.
 *
 * @param total the parts added up, those of topics within their cap
 */
public record PeerScore(PeerId peer, double total, List<Part> parts) {

  /** What a score is made of, as gossipsub numbers it. */
  public enum Reason {
    TIME_IN_MESH("P1"),
    FIRST_DELIVERIES("P2"),
    INVALID_MESSAGES("P4"),
    APPLICATION("P5"),
    COLOCATION("P6"),
    MISBEHAVIOUR("P7"),
    /** What topics would have added above their cap. */
    TOPIC_CAP("cap");

    private final String number;

    Reason(String number) {
      this.number = number;
    }

    /** Its name in the specification. */
    public String number() {
      return number;
    }
  }

  /**
   * One reason.
   *
   * @param topic where it was found, when that matters
   * @param count what was counted
   * @param points what that adds to the score
   */
  public record Part(Reason reason, Optional<String> topic, double count, double points) {

    @Override
    public String toString() {
      return reason.number()
          + " "
          + reason
          + topic.map(name -> " on " + name).orElse("")
          + ": "
          + count
          + " gives "
          + points;
    }
  }

  /** Copies the list. */
  public PeerScore {
    parts = List.copyOf(parts);
  }
}
