package io.alys.node.rpc;

import io.alys.node.http.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A method: what is told of it, and what answers it.
 *
 * @param bare whether its one parameter may come without an array around it
 * @param errors the reasons of its own for having no result
 */
record RpcMethod(Told told, boolean bare, Set<RpcReason> errors, Body body) {

  /** What is told of a method. */
  record Told(
      String name, String summary, List<RpcParam> params, Map<String, @Nullable Object> result) {}

  /** Answers a call; the arguments are in the order of the parameters, of any number and type. */
  interface Body {
    RpcReply answer(List<JsonValue> arguments, Deadline deadline);
  }

  /** A method without parameters and errors of its own. */
  static RpcMethod of(
      String name, String summary, Map<String, @Nullable Object> result, Body body) {
    var told = new Told(name, summary, List.of(), result);
    return new RpcMethod(told, false, EnumSet.noneOf(RpcReason.class), body);
  }

  /** The same with one more parameter. */
  RpcMethod taking(RpcParam param) {
    var params = new ArrayList<>(told.params);
    params.add(param);
    var more = new Told(told.name, told.summary, List.copyOf(params), told.result);
    return new RpcMethod(more, bare, errors, body);
  }

  /** The same, whose one parameter may also come without an array around it. */
  RpcMethod alsoBare() {
    return new RpcMethod(told, true, errors, body);
  }

  /** The same with these errors. */
  RpcMethod failingWith(RpcReason... reasons) {
    return new RpcMethod(told, bare, EnumSet.copyOf(List.of(reasons)), body);
  }

  String name() {
    return told.name;
  }

  List<RpcParam> params() {
    return told.params;
  }

  /** {@code submitauxblock <hash> <auxpow>}. */
  String usage() {
    var usage = new StringBuilder(told.name);
    for (var param : told.params) {
      usage.append(param.required() ? " <" : " [<").append(param.name());
      usage.append(param.required() ? ">" : ">]");
    }
    return usage.toString();
  }
}
