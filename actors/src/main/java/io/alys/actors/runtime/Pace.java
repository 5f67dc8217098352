package io.alys.actors.runtime;

/**
 * How busy an actor is, and so how closely it is measured. In a mailbox that is empty now and then
 * the wait of each message is measured; in a busy one, where looking at the clock would cost more
 * than all else, of one in some, which then counts for those before it as well.
 */
final class Pace {

  /** So many without an empty mailbox between make it busy; fewer than a quarter end that. */
  private static final int BUSY_FROM = 64;

  private static final int UNSTAMPED = Padding.LONGS;
  private static final int SINCE_EMPTY = Padding.LONGS + 1;
  private static final int CONSENSUS_IN_ROW = Padding.LONGS + 2;

  private static final int QUICK = Padding.LONGS + 3;

  private final ActorStats stats;
  private final int oneIn;
  private final int consensusRun;

  /** Of the actor's thread. */
  private final int[] own = new int[3 * Padding.LONGS];

  private volatile boolean busy;

  Pace(ActorStats stats, MailboxSettings settings) {
    this.stats = stats;
    this.oneIn = settings.stampOneIn();
    this.consensusRun = settings.consensusRun();
  }

  /** Whether the message that the thread is about to put in should get a stamp; any thread. */
  boolean wantsStamp(Current current) {
    return !busy || current.isOneIn(oneIn);
  }

  /** Whether messages take so little that the clock is read for some of them together. */
  boolean isQuick() {
    return own[QUICK] == 1 && busy;
  }

  void setQuick(boolean quick) {
    own[QUICK] = quick ? 1 : 0;
  }

  void gaveOut(Parcel parcel, long now) {
    if (++own[SINCE_EMPTY] == BUSY_FROM) {
      busy = true;
    }
    if (parcel.stamp == Parcel.UNSTAMPED) {
      own[UNSTAMPED]++;
    } else {
      // It may have come after the moment that stands for now.
      stats.waited(Math.max(now - parcel.stamp, 0), own[UNSTAMPED] + 1);
      own[UNSTAMPED] = 0;
    }
  }

  void foundEmpty() {
    if (busy && own[SINCE_EMPTY] < BUSY_FROM / 4) {
      busy = false;
    }
    own[SINCE_EMPTY] = 0;
  }

  /** Whether as many consensus messages in a row were given out as may. */
  boolean isBulksTurn() {
    if (own[CONSENSUS_IN_ROW] < consensusRun) {
      return false;
    }
    own[CONSENSUS_IN_ROW] = 0;
    return true;
  }

  void gaveConsensus() {
    own[CONSENSUS_IN_ROW]++;
  }

  void gaveBulk() {
    own[CONSENSUS_IN_ROW] = 0;
  }
}
