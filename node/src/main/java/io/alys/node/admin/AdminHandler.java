package io.alys.node.admin;

import io.alys.node.http.BodyReader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From HTTP requests to routes and back; it blocks, on a virtual thread. */
final class AdminHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  /** Bodies of all connections together in memory, in bodies of full size. */
  private static final int PENDING_BODIES = 16;

  private final AdminGate gate;
  private final AdminRoutes routes;
  private final BodyReader bodies;
  private final int maxBody;

  AdminHandler(AdminSettings settings, AdminNode node, CompletableFuture<Void> closing) {
    super(InvocationType.BLOCKING);
    var limits = settings.limits();
    this.gate = new AdminGate(settings.token());
    this.routes = new AdminRoutes(node, limits, closing);
    this.maxBody = limits.maxBodyBytes();
    this.bodies = new BodyReader(maxBody, (long) PENDING_BODIES * maxBody, limits.requestTimeout());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws InterruptedException {
    AdminReply reply;
    try {
      reply = answer(request, response);
    } catch (QueryReader.BadQuery e) {
      reply = AdminReply.error(AdminError.BAD_QUERY, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("{} failed", request.getHttpURI().getPath(), e);
      reply = AdminReply.error(AdminError.INTERNAL, "a fault of the server; the log has it");
    }
    send(reply, response, callback);
    return true;
  }

  static void send(AdminReply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    response.write(true, reply.body(), callback);
  }

  private AdminReply answer(Request request, Response response)
      throws InterruptedException, QueryReader.BadQuery {
    var turnedAway = gate.turnAway(request);
    if (turnedAway.isPresent()) {
      return turnedAway.get();
    }
    var found = routes.at(String.valueOf(request.getHttpURI().getPath()));
    if (found.isEmpty()) {
      return AdminReply.error(
          AdminError.UNKNOWN_PATH, "there is nothing at that path; / lists what there is");
    }
    var route = found.get();
    if (!route.takes(request.getMethod())) {
      var allowed = route.access() == AdminRoute.Access.ORDER ? "POST" : "GET, HEAD";
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
      return AdminReply.error(AdminError.WRONG_METHOD, "this path takes " + allowed);
    }
    if (!gate.admits(route.access(), request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"alys\"");
      return AdminReply.error(
          AdminError.TOKEN_NEEDED,
          "send the token of admin.token in the node's data folder, as Authorization: Bearer"
              + " TOKEN");
    }
    var parameters = QueryReader.read(request.getHttpURI().getQuery(), route.parameters());
    var badBody = body(request);
    return badBody.isPresent() ? badBody.get() : route.action().answer(parameters);
  }

  /** What is wrong with the body; none is wanted anywhere. */
  private Optional<AdminReply> body(Request request) throws InterruptedException {
    return switch (bodies.read(request)) {
      case BodyReader.Complete(var bytes) when !bytes.hasRemaining() -> Optional.empty();
      case BodyReader.Complete _ ->
          refused(AdminError.UNEXPECTED_BODY, "send no body; parameters stand in the address");
      case BodyReader.TooLarge() ->
          refused(AdminError.BODY_TOO_LARGE, "request body above " + maxBody + " bytes");
      case BodyReader.TooSlow() ->
          refused(AdminError.BODY_TOO_SLOW, "the request body did not come in time");
      case BodyReader.Truncated() ->
          refused(AdminError.BODY_TRUNCATED, "the request body is truncated");
      case BodyReader.Crowded() ->
          refused(AdminError.OVERLOADED, "too many requests at the moment");
    };
  }

  private static Optional<AdminReply> refused(AdminError error, String message) {
    return Optional.of(AdminReply.error(error, message));
  }
}
