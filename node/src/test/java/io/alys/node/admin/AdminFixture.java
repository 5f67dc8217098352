package io.alys.node.admin;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.node.http.BindFailed;
import io.alys.node.http.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server over fake actors that note what they are ordered. */
public final class AdminFixture implements AutoCloseable {

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestRegistry registry = new TestRegistry();
  private volatile Runnable whenStopped = () -> {};
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private final AdminToken token;
  private final AdminServer server;
  private final Bus bus = bus(kit);

  /** Without faults on order; the token is written into the folder. */
  public AdminFixture(Path dataDir) {
    this(dataDir, null);
  }

  AdminFixture(Path dataDir, @Nullable ChaosOrders chaos) {
    var node =
        new AdminNode(
            bus.address(kit.<RegistryProtocol.Command>spawn(registry.behavior())),
            kit.spawn(supervisor()),
            bus.address(bus.deadLetters()),
            kit.scheduler(),
            () -> "# TYPE alys_test counter\nalys_test_total 1.0\n",
            this::stop,
            chaos);
    try {
      this.token = AdminToken.create(dataDir, new SplittableRandom(1));
      this.server = AdminServer.start(settings(token), node);
    } catch (BindFailed e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AdminSettings settings(AdminToken token) {
    var limits =
        new AdminSettings.Limits(
            1024, 20, Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(5));
    return new AdminSettings("127.0.0.1", 0, token, limits);
  }

  private static Bus bus(ActorTestKit kit) {
    var made = new CompletableFuture<Bus>();
    kit.spawn(
        Behaviors.setup(
            context -> {
              var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
              made.complete(Bus.start(context, settings));
              return Behaviors.empty();
            }));
    return made.join();
  }

  /**
   * Carries out every order but those about /refused, closes the server at /own, and never ends
   * those about /slow.
   */
  private Behavior<SupervisorProtocol.Command> supervisor() {
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case SupervisorProtocol.Restart(var path, var replyTo) ->
                order("restart", path, replyTo);
            case SupervisorProtocol.Retry(var path, var replyTo) -> order("retry", path, replyTo);
            default -> throw new IllegalStateException("not ordered in these tests: " + command);
          }
          return Behaviors.same();
        });
  }

  private void order(
      String what, String path, akka.actor.typed.ActorRef<SupervisorProtocol.OrderResult> replyTo) {
    orders.add(what + " " + path);
    if (path.equals("/refused")) {
      replyTo.tell(new SupervisorProtocol.Refused(path, "there is no such part"));
    } else if (path.equals("/own")) {
      Thread.startVirtualThread(() -> server().close());
    } else if (!path.equals("/slow")) {
      replyTo.tell(new SupervisorProtocol.Done(path));
    }
  }

  private void stop() {
    orders.add("stop");
    whenStopped.run();
  }

  /** What the order to stop does, beside being noted. */
  public void whenStopped(Runnable action) {
    whenStopped = action;
  }

  RawHttp.Answer get(String target, String... headers) {
    return RawHttp.request(port(), "GET " + target + " HTTP/1.1", new byte[0], headers);
  }

  RawHttp.Answer post(String target, String... headers) {
    return RawHttp.request(port(), "POST " + target + " HTTP/1.1", new byte[0], headers);
  }

  /** With the token. */
  RawHttp.Answer order(String target) {
    return post(target, authorization());
  }

  String authorization() {
    return "Authorization: " + token.header();
  }

  static String errorName(RawHttp.Answer answer) {
    var error = (io.alys.node.http.JsonValue.Struct) answer.object().get("error");
    return error == null ? "" : String.valueOf(error.text("name"));
  }

  Map<String, ?> members(RawHttp.Answer answer) {
    return answer.object().members();
  }

  int port() {
    return server.port();
  }

  /** The server. */
  public AdminServer server() {
    return server;
  }

  Bus bus() {
    return bus;
  }

  ActorTestKit kit() {
    return kit;
  }

  TestRegistry registry() {
    return registry;
  }

  /** What was ordered, in order. */
  public List<String> orders() {
    return orders;
  }

  @Override
  public void close() {
    server.close();
    kit.shutdownTestKit();
  }
}
