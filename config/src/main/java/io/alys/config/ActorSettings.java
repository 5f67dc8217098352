package io.alys.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads the limits of actors. Each kind has the settings of {@code actors.default}; reference.conf
 * names only those with a value of their own.
 */
final class ActorSettings {

  /** Every kind of actor that a node has. */
  static final List<String> KINDS =
      List.of(
          "block-task",
          "chain",
          "chaos",
          "dead-letters",
          "engine",
          "event-log",
          "events",
          "feeder",
          "gossip",
          "mining",
          "peers",
          "registry",
          "server",
          "signing",
          "storage",
          "supervisor",
          "sync",
          "validation");

  private static final String SECTION = "actors.";
  private static final String DEFAULT = SECTION + "default";

  /** In place of a default that can't be read, which is a problem of its own. */
  private static final ActorLimits BUILT_IN =
      new ActorLimits(1000, ActorLimits.Overflow.REFUSE, 1000, 1000, Duration.ofMillis(100));

  private final Settings settings;

  ActorSettings(Settings settings) {
    this.settings = settings;
  }

  /** The reference with a place for each setting of each kind. */
  static Config complete(Config reference) {
    var complete = reference;
    var section = KnownSettings.ROOT + "." + SECTION;
    var keys = reference.getObject(KnownSettings.ROOT + "." + DEFAULT).keySet();
    for (var kind : KINDS) {
      for (var key : keys) {
        var path = section + kind + "." + key;
        if (!complete.hasPathOrNull(path)) {
          complete = complete.withValue(path, ConfigValueFactory.fromAnyRef(null, "default"));
        }
      }
    }
    return complete;
  }

  /** The limits; empty when one is refused. */
  Optional<ActorsConfig> read() {
    var otherwise = settings.checked(() -> limits(DEFAULT, BUILT_IN));
    var kinds = new LinkedHashMap<String, ActorLimits>();
    for (var kind : KINDS) {
      settings
          .checked(() -> limits(SECTION + kind, otherwise.orElse(BUILT_IN)))
          .ifPresent(limits -> kinds.put(kind, limits));
    }
    return otherwise.map(limits -> new ActorsConfig(limits, kinds));
  }

  private ActorLimits limits(String section, ActorLimits otherwise) {
    var limits =
        new ActorLimits(
            settings.number(section + ".mailbox-capacity", otherwise.mailboxCapacity()),
            settings.choice(section + ".overflow", otherwise.overflow()),
            settings.number(section + ".max-stash", otherwise.maxStash()),
            settings.number(section + ".max-in-flight", otherwise.maxInFlight()),
            settings.duration(section + ".slow-after", otherwise.slowAfter()));
    return limits.checked(section);
  }
}
