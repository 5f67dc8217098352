package io.alys.node.miner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Asks for work, has it hashed, hands in what is found. The newest work is always taken: hashing
 * has no memory, so nothing is lost, and a longer range is never harder. While the node is silent
 * the last work is hashed on, and a solution is kept until it is answered.
 */
final class Miner {
  private static final Duration RATE_LINE = Duration.ofSeconds(30);

  /** A proof whose work is still handed out after this time is handed in again. */
  private static final Duration REMIND = Duration.ofSeconds(10);

  private static final int UNKNOWN_METHOD = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INVALID_ADDRESS = -5;

  private final MinerSettings settings;
  private final MiningNode node;
  private final MinerConsole console;
  private final Clock clock;
  private final WorkBoard board = new WorkBoard();
  private final HashThread.Counted counted =
      new HashThread.Counted(new LongAdder(), new AtomicLong());
  private final Backoff backoff = new Backoff();
  private final long started = System.nanoTime();
  private long lastAnswer = started;
  private long lastRateLine = started;
  private long hashesAtRateLine;
  private long accepted;
  private long hashesAtProof;
  private long timeAtProof = started;
  private Duration pause = Duration.ZERO;
  private Instant timeAtHandIn = Instant.EPOCH;
  private @Nullable Solution handedIn;

  Miner(MinerSettings settings, MiningNode node, MinerConsole console, Clock clock) {
    this.settings = settings;
    this.node = node;
    this.console = console;
    this.clock = clock;
  }

  /** Mines until there is a reason to end; interrupting the thread is one. */
  MinerEnd run() {
    // Another start of the miner must not hash the same headers again.
    counted.extraNonces().set(clock.millis() << 16);
    var threads = startThreads();
    console.started(settings);
    try {
      return mine();
    } catch (InterruptedException e) {
      return new MinerEnd.Done();
    } finally {
      board.clear();
      threads.forEach(Thread::interrupt);
      console.ended(accepted, counted.hashes().sum(), secondsSince(started));
    }
  }

  private List<Thread> startThreads() {
    var budget = new HashBudget(settings.maxHashRate(), System.nanoTime());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < settings.threads(); i++) {
      var hashing = new HashThread(board, budget, settings.commitment(), clock, counted);
      threads.add(Thread.ofPlatform().daemon().name("hash-" + i).start(hashing));
    }
    return threads;
  }

  private MinerEnd mine() throws InterruptedException {
    while (true) {
      var end = askForWork();
      if (end.isPresent()) {
        return end.get();
      }
      var solution = board.takeSolution(pause.toNanos());
      if (solution != null) {
        end = handIn(solution);
        if (end.isPresent()) {
          return end.get();
        }
      }
      rateLine();
    }
  }

  private Optional<MinerEnd> askForWork() throws InterruptedException {
    pause = settings.poll();
    return switch (node.createWork(settings.address())) {
      case NodeReply.Got<Work>(var work) -> {
        answered();
        take(work);
        yield Optional.empty();
      }
      case NodeReply.Refused<Work>(var code, var message) -> refusedWork(code, message);
      case NodeReply.Silent<Work>(var reason) -> silent(reason);
      case NodeReply.Unusable<Work>(var reason) -> Optional.of(new MinerEnd.Hopeless(reason));
    };
  }

  private void take(Work work) throws InterruptedException {
    var last = handedIn;
    if (last == null || !last.work().equals(work)) {
      console.working();
      board.give(work);
    } else {
      board.clear();
      handInAgain(last);
    }
  }

  /** A node that restarts may forget a proof, and then hands out the same work for ever. */
  private void handInAgain(Solution last) throws InterruptedException {
    if (clock.instant().isBefore(timeAtHandIn.plus(REMIND))) {
      return;
    }
    timeAtHandIn = clock.instant();
    var reply = node.submit(last.work().hash(), last.auxpow());
    if (!reply.equals(new NodeReply.Got<>(true)) && !(reply instanceof NodeReply.Silent<Boolean>)) {
      handedIn = null;
    }
  }

  private Optional<MinerEnd> refusedWork(int code, String message) {
    answered();
    var reason = message + " (" + code + ")";
    return switch (code) {
      case INVALID_ADDRESS, INVALID_PARAMS ->
          Optional.of(new MinerEnd.Hopeless("the node refuses the address: " + reason));
      case UNKNOWN_METHOD ->
          Optional.of(new MinerEnd.Hopeless("the server has no createauxblock: " + reason));
      default -> {
        board.clear();
        console.waiting("the node has no work: " + reason);
        yield Optional.empty();
      }
    };
  }

  /** A proof is kept until the node says something about it: it stays good for a long time. */
  private Optional<MinerEnd> handIn(Solution solution) throws InterruptedException {
    while (true) {
      var reply = node.submit(solution.work().hash(), solution.auxpow());
      switch (reply) {
        case NodeReply.Got<Boolean>(var good) -> {
          noteHandIn(solution);
          return judged(solution, good);
        }
        case NodeReply.Refused<Boolean>(var code, var message) -> {
          noteHandIn(solution);
          console.refused(solution.work(), message + " (" + code + ")");
          return Optional.empty();
        }
        case NodeReply.Silent<Boolean>(var reason) -> {
          var end = silent(reason);
          if (end.isPresent()) {
            return end;
          }
          Thread.sleep(pause);
        }
        case NodeReply.Unusable<Boolean>(var reason) -> {
          return Optional.of(new MinerEnd.Hopeless(reason));
        }
      }
    }
  }

  private Optional<MinerEnd> judged(Solution solution, boolean good) throws InterruptedException {
    if (!good) {
      console.refused(solution.work(), "the node's log names it");
      return Optional.empty();
    }
    accepted++;
    long hashes = counted.hashes().sum();
    double seconds = secondsSince(timeAtProof);
    var range = node.range(solution.auxpow()).orElse("?");
    console.accepted(solution.work(), range, hashes - hashesAtProof, seconds);
    hashesAtProof = hashes;
    timeAtProof = System.nanoTime();
    return accepted == settings.maxRanges() ? Optional.of(new MinerEnd.Done()) : Optional.empty();
  }

  private void noteHandIn(Solution solution) {
    answered();
    handedIn = solution;
    timeAtHandIn = clock.instant();
  }

  private void answered() {
    backoff.reset();
    lastAnswer = System.nanoTime();
  }

  private Optional<MinerEnd> silent(String reason) {
    pause = backoff.failed();
    console.waiting("the node does not answer: " + reason);
    var patience = settings.giveUpAfter();
    return patience != null && System.nanoTime() - lastAnswer > patience.toNanos()
        ? Optional.of(
            new MinerEnd.GaveUp("the node did not answer for " + patience.toSeconds() + " s"))
        : Optional.empty();
  }

  private void rateLine() {
    double seconds = secondsSince(lastRateLine);
    if (seconds >= RATE_LINE.toSeconds()) {
      long hashes = counted.hashes().sum();
      console.hashing((hashes - hashesAtRateLine) / seconds);
      hashesAtRateLine = hashes;
      lastRateLine = System.nanoTime();
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
