package io.alys.node.miner;

import static java.lang.String.format;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the miner tells a person: one line for each thing that changes. */
final class MinerConsole {
  private final PrintWriter out;
  private final String url;
  private @Nullable String waiting;

  MinerConsole(PrintWriter out, String url) {
    this.out = out;
    this.url = url;
  }

  void started(MinerSettings settings) {
    var threads = settings.threads() == 1 ? "1 thread" : settings.threads() + " threads";
    line("mining    for " + settings.address() + " at " + url + ", " + threads);
  }

  /** {@code range} as "5..9"; tries and time since the last proof. */
  void accepted(Work work, String range, long tries, double seconds) {
    line(
        format(
            Locale.ROOT,
            "accepted  blocks %s  hash %s  bits %s  tries %d  seconds %.2f",
            range,
            work.hash().hex(),
            work.bits().hex(),
            tries,
            seconds));
  }

  void refused(Work work, String reason) {
    line("refused   hash " + work.hash().hex() + "  reason " + reason);
  }

  /** Said once, until something works again or the reason changes. */
  void waiting(String reason) {
    if (!reason.equals(waiting)) {
      line("waiting   " + reason);
      waiting = reason;
    }
  }

  void working() {
    if (waiting != null) {
      line("working   the node has work");
      waiting = null;
    }
  }

  void hashing(double hashesPerSecond) {
    line(format(Locale.ROOT, "hashing   %.1f kH/s", hashesPerSecond / 1_000));
  }

  void ended(long ranges, long hashes, double seconds) {
    line(
        format(
            Locale.ROOT,
            "ended     accepted %d  hashes %d  seconds %.1f  average %.1f kH/s",
            ranges,
            hashes,
            seconds,
            seconds == 0 ? 0 : hashes / seconds / 1_000));
  }

  /** Nothing that a server says can end a line or move a cursor. */
  private void line(String text) {
    out.println(text.replaceAll("\\p{Cntrl}+", " "));
    out.flush();
  }
}
