package io.alys.config;

import java.util.Map;

/**
 * The resources of actors.
 *
 * @param otherwise those of a kind that has none of its own
 * @param kinds by the kind's name
 */
public record ActorsConfig(ActorLimits otherwise, Map<String, ActorLimits> kinds) {

  /** Keeps a copy of the map. */
  public ActorsConfig {
    kinds = Map.copyOf(kinds);
  }
}
