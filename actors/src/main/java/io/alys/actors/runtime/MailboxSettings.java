package io.alys.actors.runtime;

import akka.actor.ExtendedActorSystem;
import java.time.Duration;

/**
 * What holds for the mailboxes of all kinds, from {@code alys-runtime} in the configuration.
 *
 * @param maxPause how long back-pressure may keep an actor from its bulk messages
 * @param consensusRun consensus messages in a row, after which one of the bulk lane has its turn
 * @param stampOneIn while a mailbox is busy, one message in as many gets a stamp for its wait
 */
record MailboxSettings(Duration maxPause, int consensusRun, int stampOneIn) {

  static MailboxSettings of(ExtendedActorSystem system) {
    var config = system.settings().config().getConfig("alys-runtime");
    return new MailboxSettings(
        config.getDuration("max-pause"),
        config.getInt("consensus-run"),
        config.getInt("stamp-one-in"));
  }
}
