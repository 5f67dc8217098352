package io.alys.node.admin;

import io.alys.node.admin.AdminRoute.Access;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Everything that the server has, by path. */
final class AdminRoutes {

  private static final String CHAOS = "/chaos/";

  private final Map<String, AdminRoute> table = new LinkedHashMap<>();
  private final Orders orders;
  private final @Nullable ChaosOrders chaos;

  AdminRoutes(AdminNode node, AdminSettings.Limits limits, CompletableFuture<Void> closing) {
    var asking = new Asking(limits.requestTimeout());
    var views = new Views(node, asking);
    this.orders = new Orders(node, asking, limits.orderTimeout(), closing);
    this.chaos = node.chaos();
    table.put("/", new AdminRoute(Access.PROBE, Set.of(), _ -> AdminReply.text(index())));
    table.put("/metrics", new AdminRoute(Access.PROBE, null, views::metrics));
    table.put("/healthz", new AdminRoute(Access.PROBE, Set.of(), views::healthz));
    table.put("/readyz", new AdminRoute(Access.PROBE, Set.of("role"), views::readyz));
    table.put("/actors", new AdminRoute(Access.VIEW, Set.of(), views::actors));
    table.put("/actors/moves", new AdminRoute(Access.VIEW, Set.of("limit"), views::moves));
    table.put(
        "/dead-letters",
        new AdminRoute(Access.VIEW, Set.of("before", "limit"), views::deadLetters));
    table.put("/actors/restart", new AdminRoute(Access.ORDER, Set.of("path"), orders::restart));
    table.put("/actors/retry", new AdminRoute(Access.ORDER, Set.of("path"), orders::retry));
    table.put(
        "/dead-letters/replay",
        new AdminRoute(Access.ORDER, Set.of("id", "order"), orders::replay));
    table.put("/stop", new AdminRoute(Access.ORDER, Set.of(), orders::stop));
  }

  /** What there is at a path. */
  Optional<AdminRoute> at(String path) {
    var faults = chaos;
    if (faults != null && path.startsWith(CHAOS)) {
      var verb = path.substring(CHAOS.length());
      return Optional.of(
          new AdminRoute(Access.ORDER, null, given -> orders.chaos(faults, verb, given)));
    }
    return Optional.ofNullable(table.get(path));
  }

  private String index() {
    var text = new StringBuilder("An Alys node's administration.\n\n");
    table.forEach(
        (path, route) ->
            text.append(route.access() == Access.ORDER ? "POST " : "GET  ")
                .append(path)
                .append(route.access() == Access.ORDER ? "  (needs the token)\n" : "\n"));
    return text.toString();
  }
}
