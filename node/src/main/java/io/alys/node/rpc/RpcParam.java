package io.alys.node.rpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a method.
 *
 * @param name by which it may be given in an object
 * @param aliases other names of the same
 * @param required whether it must be given
 * @param schema its JSON schema
 */
record RpcParam(
    String name,
    List<String> aliases,
    String description,
    boolean required,
    Map<String, @Nullable Object> schema) {

  boolean isCalled(String given) {
    return name.equals(given) || aliases.contains(given);
  }
}
