package io.alys.node.dev;

import io.alys.integration.founding.FollowerFiles;
import io.alys.integration.founding.FoundingFailure;
import io.alys.node.cli.StopRequest;
import io.alys.workflows.spec.ChainSpec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** One run of {@code alys dev}, from the folder's check to the last program's end. */
final class DevRun {

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(8);

  private final DevOptions options;
  private final DevFolder folder;
  private final Programs programs = new Programs(System.getenv());
  private final Console console;
  private final StopRequest stop;

  DevRun(DevOptions options, Console console, StopRequest stop) {
    this.options = options;
    this.folder = new DevFolder(options.folder());
    this.console = console;
    this.stop = stop;
  }

  /** Runs the network until it is asked to stop. */
  void run() throws InterruptedException {
    var execution = programs.execution(options.execution());
    var bitcoind = programs.find("bitcoind");
    if (bitcoind.isEmpty()) {
      console.line("bitcoind is missing: going on without (./alys provision bitcoind).");
    }
    var network = new DevNetworkSpec(folder, options.network());
    boolean isNew = !network.exists();
    var founded = isNew ? network.found() : null;
    try (var _ = FolderClaim.take(folder.lock())) {
      // A killed run's file would say that its programs answer.
      new Endpoints(folder.endpoints()).delete();
      var spec = founded == null ? network.resume() : founded;
      var ledger = new ProcessLedger(folder.processes());
      stopOrphans(ledger);
      try (var ports = PortClaim.take(options.portBase(), nodes(spec));
          var rpc = new JsonRpc()) {
        if (options.portBase() == null && ports.ports().base() != DevPorts.DEFAULT_BASE) {
          console.line(
              "Ports from %d on are partly in use: taking those from %d on."
                  .formatted(DevPorts.DEFAULT_BASE, ports.ports().base()));
        }
        var setup =
            new DevSetup(
                folder, spec, options.fullNodes(), ports.ports(), execution, options.traces());
        completeFollowers(setup);
        console.line(title(setup, isNew));
        run(setup, new Keeper(console, ledger, options.restarts()), rpc, bitcoind);
      }
    }
    console.line("Stopped. The same command goes on from here.");
  }

  private void run(DevSetup setup, Keeper keeper, JsonRpc rpc, Optional<Path> bitcoind)
      throws InterruptedException {
    var network = new DevNetwork(setup, keeper, rpc, console, stop);
    network.run(bitcoind, options.miner(), () -> explain(network));
  }

  private int nodes(ChainSpec spec) {
    return spec.authorities().size() + options.fullNodes();
  }

  /** A full node's own files, where it is new. */
  private static void completeFollowers(DevSetup setup) {
    var random = new SecureRandom();
    for (int i = 0; i < setup.nodes(); i++) {
      if (!setup.isValidator(i)) {
        try {
          FollowerFiles.complete(setup.folder().network().node(i), random);
        } catch (FoundingFailure e) {
          throw DevFailure.willNotHeal(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void stopOrphans(ProcessLedger ledger) throws InterruptedException {
    for (var orphan : new Orphans(ORPHAN_PATIENCE).stop(ledger.read().reversed())) {
      console.line(
          "Stopped %s (process %d), which a killed run had left behind."
              .formatted(orphan.name(), orphan.pid()));
    }
    ledger.delete();
  }

  private static String title(DevSetup setup, boolean isNew) {
    var spec = setup.spec();
    return "%s network in %s: %s%s, %d ms slots, %s."
        .formatted(
            isNew ? "New" : "Resumed",
            setup.folder().root(),
            count(spec.authorities().size(), "validator"),
            setup.fullNodes() == 0 ? "" : ", " + count(setup.fullNodes(), "full node"),
            spec.slotDuration().toMillis(),
            setup.execution().kind().program());
  }

  private static String count(int many, String what) {
    return many + " " + what + (many == 1 ? "" : "s");
  }

  private void explain(DevNetwork network) {
    console.line("");
    console.line("Everything answers; " + folder.endpoints() + " says where it is.");
    console.line("  consensusRpc  " + network.consensusRpc(0));
    console.line("  adminHttp     " + network.adminHttp(0));
    console.line("  evmRpc        " + network.evmRpc(0));
    network.bitcoinRpc().ifPresent(url -> console.line("  bitcoinRpc    " + url));
    console.line(
        "Accounts of the test mnemonic (test test … junk) have %d coins each; the first one's key"
            .formatted(DevAccounts.COINS));
    console.line("is known to everybody:");
    console.line(
        "  cast send --rpc-url %s --private-key %s --value 1ether %s"
            .formatted(network.evmRpc(0), DevAccounts.FIRST_KEY, DevAccounts.second()));
    console.line("Ctrl-C stops the network.");
    console.line("");
  }
}
