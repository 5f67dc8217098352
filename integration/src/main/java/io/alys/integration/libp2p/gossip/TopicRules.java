package io.alys.integration.libp2p.gossip;

import java.util.Map;

/**
 * What holds for which topic.
 *
 * @param special for topics that differ from the others
 */
public record TopicRules(Rule others, Map<String, Rule> special) {

  /** V1's bound, of an RPC that holds nothing else. */
  public static final int V1_SIZE = 65_536;

  /** The bound where no other is set. */
  public static final int STANDARD_SIZE = 10 << 20;

  /**
   * One topic.
   *
   * @param maxSize bytes of an RPC that holds nothing but the message
   */
  public record Rule(MessageIds ids, int maxSize) {

    /** Checks the size. */
    public Rule {
      if (maxSize < 1) {
        throw new IllegalArgumentException("max-size of gossip must be positive");
      }
    }
  }

  /** Copies the map. */
  public TopicRules {
    special = Map.copyOf(special);
  }

  /** As V1 has it, but for the size. */
  public static TopicRules byContent(int maxSize) {
    return new TopicRules(new Rule(MessageIds.OF_CONTENT, maxSize), Map.of());
  }

  /** What holds for a topic. */
  public Rule of(String topic) {
    return special.getOrDefault(topic, others);
  }

  /** The largest size of all. */
  public int maxSize() {
    return special.values().stream().mapToInt(Rule::maxSize).reduce(others.maxSize(), Math::max);
  }
}
