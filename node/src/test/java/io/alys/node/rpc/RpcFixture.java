package io.alys.node.rpc;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.node.admin.TestRegistry;
import io.alys.node.http.BindFailed;
import io.alys.node.http.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** A real server on a free port in front of fake actors, and what a test needs to ask it. */
public final class RpcFixture implements AutoCloseable {
  /** A target that every second hash meets. */
  public static final CompactBits EASY = new CompactBits(0x207fffff);

  /** The work of the first case of the project's AuxPoW vectors, which this server knows. */
  static final Hash32 VECTOR_WORK =
      Hash32.fromHex("eafbca2f8e53972d32eed23694f76543ba552ebfb13f62521a0564e64f0f883f");

  /** The good proof of that case. */
  static final String VECTOR_PROOF =
      "01000000010000000000000000000000000000000000000000000000000000000000000000ffffff"
          + "ff0c03010203db85d53421415f8dffffffff0300f2052a0100000016001422222222222222222222"
          + "222222222222222222220000000000000000266a24aa21a9ed333333333333333333333333333333"
          + "333333333333333333333333333333333300000000000000002cfabe6d6deafbca2f8e53972d32ee"
          + "d23694f76543ba552ebfb13f62521a0564e64f0f883f01000000000000000000000027dff0a1e10e"
          + "9e8f3d6f0b107f2b017679230cf1d89d378fc72fbd5c90ec6dcf0000000000000000000000000020"
          + "4444444444444444444444444444444444444444444444444444444444444444afb3b396c3311362"
          + "e9b1e4744648dc22236dd894978acf860f0a0401ff6d816227f7006bffff7f2001000000";

  private final ActorTestKit kit = ActorTestKit.create();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TestChain chain = new TestChain(5);
  private final RpcServer server;

  /** A server with fake actors that obey their protocols. */
  public RpcFixture(RpcSettings settings) {
    this(settings, EASY);
  }

  /** The same, with work of another difficulty. */
  public RpcFixture(RpcSettings settings, CompactBits bits) {
    this.server = start(settings, chain.behavior(), mining(bits).behavior());
  }

  /** A server with other actors. */
  public RpcFixture(
      RpcSettings settings,
      Behavior<ChainProtocol.Command> chain,
      Behavior<AuxPowProtocol.Command> mining) {
    this.server = start(settings, chain, mining);
  }

  /** Settings for a test: any free port, short timeouts. */
  static RpcSettings settings(Dialect dialect) {
    return RpcSettings.DEFAULT.withPort(0).withDialect(dialect);
  }

  /** The chain that the server answers from. */
  public TestChain chain() {
    return chain;
  }

  /** The port of the server. */
  public int port() {
    return server.port();
  }

  /** Where to ask. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  RpcServer server() {
    return server;
  }

  MeterRegistry registry() {
    return registry;
  }

  RawHttp.Answer post(String body) {
    return RawHttp.post(port(), body);
  }

  @Override
  public void close() {
    server.close();
    kit.shutdownTestKit();
  }

  private Bus bus() {
    var started = kit.createTestProbe(Bus.class);
    var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, Clock.systemUTC());
    kit.spawn(
        Behaviors.setup(
            context -> {
              started.ref().tell(Bus.start(context, settings));
              return Behaviors.empty();
            }));
    return started.receiveMessage();
  }

  private TestMining mining(CompactBits bits) {
    return new TestMining(chain.ref(1), chain.ref(4), bits).knowing(VECTOR_WORK);
  }

  private RpcServer start(
      RpcSettings settings,
      Behavior<ChainProtocol.Command> chain,
      Behavior<AuxPowProtocol.Command> mining) {
    var bus = bus();
    var node =
        new RpcNode(
            bus.address(kit.spawn(chain)),
            bus.address(kit.spawn(mining)),
            bus.address(kit.spawn(new TestRegistry().behavior())),
            new RpcFacts("alys test", TestMining.CHAIN_ID, null));
    try {
      return RpcServer.start(settings, node, registry);
    } catch (BindFailed e) {
      throw new AssertionError(e);
    }
  }
}
