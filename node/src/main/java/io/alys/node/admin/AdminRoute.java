package io.alys.node.admin;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server has at a path.
 *
 * @param access who may ask
 * @param parameters their names, null for any
 * @param action answers
 */
record AdminRoute(Access access, @Nullable Set<String> parameters, Action action) {

  /** Who may ask. */
  enum Access {
    /** Probes and scrapers: whoever reaches the port. */
    PROBE,
    /** People and programs on this machine; from elsewhere with the token. */
    VIEW,
    /** Changes something: POST, always with the token. */
    ORDER
  }

  /** Answers, given the parameters; it may block. */
  interface Action {
    AdminReply answer(Map<String, String> parameters) throws QueryReader.BadQuery;
  }

  boolean takes(String method) {
    return access == Access.ORDER
        ? method.equals("POST")
        : method.equals("GET") || method.equals("HEAD");
  }
}
