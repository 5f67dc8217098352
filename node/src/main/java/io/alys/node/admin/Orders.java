package io.alys.node.admin;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.actors.supervision.SupervisorProtocol.OrderResult;
import io.alys.messages.actor.DeadLetterProtocol;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.node.http.JsonTree;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator can order; each order that is taken stands in the log. */
final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9$_~+-]{1,64}){1,16}");
  private static final Pattern ORDER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final AdminNode node;
  private final Asking asking;
  private final Duration within;
  private final CompletableFuture<Void> closing;

  /** {@code closing} ends when this server is about to close. */
  Orders(AdminNode node, Asking asking, Duration within, CompletableFuture<Void> closing) {
    this.node = node;
    this.asking = asking;
    this.within = within;
    this.closing = closing;
  }

  AdminReply restart(Map<String, String> parameters) throws QueryReader.BadQuery {
    return order("restart", path(parameters), SupervisorProtocol.Restart::new);
  }

  AdminReply retry(Map<String, String> parameters) throws QueryReader.BadQuery {
    return order("retry", path(parameters), SupervisorProtocol.Retry::new);
  }

  private static String path(Map<String, String> parameters) throws QueryReader.BadQuery {
    var path = parameters.get("path");
    if (path == null || !PATH.matcher(path).matches()) {
      throw new QueryReader.BadQuery("path must be an actor's, such as /chain/engine");
    }
    return path;
  }

  private AdminReply order(
      String what,
      String path,
      BiFunction<String, ActorRef<OrderResult>, SupervisorProtocol.Command> command) {
    LOG.info("an operator orders {} {}", what, path);
    CompletionStage<OrderResult> answer =
        AskPattern.ask(node.supervisor(), me -> command.apply(path, me), within, node.scheduler());
    var done = answer.toCompletableFuture();
    try {
      CompletableFuture.anyOf(done, closing).get();
      return done.isDone() ? told(what, done.get()) : underWay(what, path);
    } catch (ExecutionException e) {
      return tooLate(path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AdminReply.error(AdminError.UNAVAILABLE, "the server stops");
    }
  }

  private AdminReply told(String what, OrderResult result) {
    return switch (result) {
      case SupervisorProtocol.Done(var path) ->
          AdminReply.json(200, JsonTree.of("order", what, "path", path, "done", true));
      case SupervisorProtocol.Refused(var path, var reason) ->
          AdminReply.error(AdminError.REFUSED, path + ": " + reason);
      case SupervisorProtocol.TooLate(var path, var missing) -> tooLate(path + " " + missing);
    };
  }

  /** The order is about this very server, which can't wait for its own end. */
  private static AdminReply underWay(String what, String path) {
    return AdminReply.json(202, JsonTree.of("order", what, "path", path, "done", false));
  }

  private AdminReply tooLate(String what) {
    return AdminReply.error(
        AdminError.TOO_LATE,
        "%s: ordered, but not done within %d s; look at /actors and the log"
            .formatted(what, within.toSeconds()));
  }

  /** The order's name makes a repeated request harmless; who gives none gets a new one. */
  AdminReply replay(Map<String, String> parameters) throws QueryReader.BadQuery {
    var id =
        Numbers.of(parameters, "id")
            .orElseThrow(() -> new QueryReader.BadQuery("id must be a dead letter's"));
    var order = parameters.getOrDefault("order", UUID.randomUUID().toString());
    if (!ORDER.matcher(order).matches()) {
      throw new QueryReader.BadQuery("order must be 1 to 64 letters, digits, '.', '_' or '-'");
    }
    LOG.info("an operator orders dead letter {} to be sent again", id);
    DeadLetterProtocol.ReplayResult reply =
        asking.ask(
            node.deadLetters(), me -> new DeadLetterProtocol.Replay(new LetterId(id), order, me));
    return switch (reply) {
      case DeadLetterProtocol.Replayed(var letter, int replays) ->
          AdminReply.json(200, JsonTree.of("id", letter.value(), "replays", replays));
      case DeadLetterProtocol.NoSuchLetter(var letter) ->
          AdminReply.error(
              AdminError.UNKNOWN_LETTER,
              "there is no dead letter " + letter + ", or none any more");
      case DeadLetterProtocol.TargetGone(var letter, var target) ->
          refused(letter, "nobody is at " + target);
      case DeadLetterProtocol.AskerGone(var letter, var asker) ->
          refused(letter, "it is a request, and " + asker + " waits no longer");
      case DeadLetterProtocol.NotReplayable(var letter, var reason) -> refused(letter, reason);
      case DeadLetterProtocol.LettersUnavailable(var why) ->
          AdminReply.error(AdminError.UNAVAILABLE, why.reason());
    };
  }

  private static AdminReply refused(LetterId letter, String reason) {
    return AdminReply.error(AdminError.REFUSED, "dead letter " + letter + ": " + reason);
  }

  AdminReply stop(Map<String, String> parameters) {
    LOG.info("an operator orders the node to stop");
    node.stop().run();
    return AdminReply.json(202, JsonTree.of("stopping", true));
  }

  AdminReply chaos(ChaosOrders chaos, String verb, Map<String, String> parameters) {
    LOG.warn("a test orders {} {}", verb, parameters);
    return switch (chaos.apply(verb, parameters)) {
      case ChaosOrders.Applied(var text) -> AdminReply.json(200, JsonTree.of("done", text));
      case ChaosOrders.Refused(var reason) -> AdminReply.error(AdminError.REFUSED, reason);
    };
  }
}
