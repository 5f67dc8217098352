package io.alys.node.dev;

import io.alys.node.cli.StopRequest;
import io.alys.node.dev.DevOptions.MinerWishes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A local network at work: starts its programs in order, watches them, and stops them. */
final class DevNetwork {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final DevSetup setup;
  private final Keeper keeper;
  private final StopRequest stop;
  private final JsonRpc rpc;
  private final Readiness readiness;
  private final Endpoints endpoints;
  private final List<Program> nodes = new ArrayList<>();
  private @Nullable URI bitcoinRpc;

  DevNetwork(DevSetup setup, Keeper keeper, JsonRpc rpc, Console console, StopRequest stop) {
    this.setup = setup;
    this.keeper = keeper;
    this.stop = stop;
    this.rpc = rpc;
    this.readiness = new Readiness(stop, console);
    this.endpoints = new Endpoints(setup.folder().endpoints());
  }

  /** Runs until it is asked to stop; {@code ready} is called when everything answers. */
  void run(Optional<Path> bitcoind, @Nullable MinerWishes miner, Runnable ready)
      throws InterruptedException {
    try {
      if (startAll(bitcoind)) {
        if (miner != null) {
          start(new NodePlans(setup).miner(miner), EventLines.ofMiner());
        }
        publish();
        ready.run();
        watch();
      }
    } finally {
      endpoints.delete();
      keeper.stop();
    }
  }

  URI consensusRpc(int node) {
    return loopback(setup.ports().node(node).rpc());
  }

  URI adminHttp(int node) {
    return loopback(setup.ports().node(node).admin());
  }

  URI evmRpc(int node) {
    return loopback(setup.ports().node(node).evm());
  }

  Optional<URI> bitcoinRpc() {
    return Optional.ofNullable(bitcoinRpc);
  }

  /**
   * Everything but the miner, each as soon as what it needs answers; false when a stop was
   * requested meanwhile.
   */
  private boolean startAll(Optional<Path> bitcoind) throws InterruptedException {
    var bitcoin = bitcoind.map(path -> new BitcoinPlan(setup, path));
    var bitcoinProgram = bitcoin.map(it -> start(it.plan(), EventLines.none()));
    var clients = new ArrayList<Program>();
    for (int i = 0; i < setup.nodes(); i++) {
      clients.add(start(new ExecutionPlans(setup).of(i), EventLines.none()));
    }
    for (int i = 0; i < setup.nodes(); i++) {
      var url = evmRpc(i);
      if (!readiness.await(clients.get(i), () -> answers(url, "eth_chainId"))) {
        return false;
      }
      nodes.add(start(new NodePlans(setup).node(i), EventLines.ofNode()));
    }
    if (bitcoin.isPresent() && bitcoinProgram.isPresent()) {
      var url = bitcoin.get().url();
      bitcoinRpc = url;
      if (!readiness.await(bitcoinProgram.get(), () -> answers(url, "getblockchaininfo"))) {
        return false;
      }
      new BitcoinFunds(rpc, url).ensureLater();
    }
    return nodesAnswer();
  }

  private boolean nodesAnswer() throws InterruptedException {
    for (int i = 0; i < nodes.size(); i++) {
      var url = consensusRpc(i);
      var admin = adminHttp(i).resolve("/healthz");
      if (!readiness.await(nodes.get(i), () -> answers(url, "alys_status") && rpc.serves(admin))) {
        return false;
      }
    }
    return true;
  }

  private boolean answers(URI url, String method) throws InterruptedException {
    return rpc.call(url, method).isPresent();
  }

  private Program start(ChildPlan plan, Function<String, Optional<String>> events) {
    return keeper.start(new Program(plan, setup.folder().log(plan.name()), events));
  }

  private void watch() throws InterruptedException {
    while (!stop.await(LOOK)) {
      if (keeper.look(Instant.now())) {
        publish();
      }
    }
  }

  private void publish() {
    var running =
        keeper.programs().stream()
            .flatMap(it -> it.running().map(child -> running(it, child)).stream())
            .toList();
    endpoints.write(IntStream.range(0, setup.nodes()).mapToObj(this::endpoint).toList(), running);
  }

  private static Endpoints.Running running(Program program, Child child) {
    return new Endpoints.Running(program.name(), child.pid(), program.log());
  }

  private Endpoints.Node endpoint(int node) {
    var ports = setup.ports().node(node);
    var program = nodes.get(node);
    return new Endpoints.Node(
        program.name(),
        setup.isValidator(node) ? "validator" : "full node",
        program.running().map(Child::pid).orElse(null),
        consensusRpc(node),
        adminHttp(node),
        evmRpc(node),
        loopback(ports.engine()),
        null,
        bitcoinRpc);
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
