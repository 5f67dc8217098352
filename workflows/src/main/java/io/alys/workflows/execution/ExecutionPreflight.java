package io.alys.workflows.execution;

import io.alys.messages.chain.EngineProtocol.HandshakeDone;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.execution.PreflightFinding.JwtRefused;
import io.alys.workflows.execution.PreflightFinding.MethodsMissing;
import io.alys.workflows.execution.PreflightFinding.NotAnEngine;
import io.alys.workflows.execution.PreflightFinding.TooOld;
import io.alys.workflows.execution.PreflightFinding.Unreachable;
import io.alys.workflows.execution.PreflightFinding.WrongChainId;
import io.alys.workflows.execution.PreflightFinding.WrongGenesis;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Finds out at start-up whether an execution client fits the chain spec. */
public final class ExecutionPreflight {

  private ExecutionPreflight() {}

  /** Asks the client everything; an empty list means that the node can work with it. */
  public static CompletionStage<List<PreflightFinding>> check(
      ExecutionClient client, ExecutionExpectation expected) {
    return ExecutionHandshake.with(client)
        .thenCompose(
            done ->
                servesReceipts(client, done.genesis().blockHash())
                    .thenApply(
                        serves -> {
                          var findings = new ArrayList<>(judge(done, expected));
                          if (!serves) {
                            findings.add(receiptsMissing(expected));
                          }
                          return List.copyOf(findings);
                        }))
        .exceptionally(failure -> List.of(explain(ExecutionFailure.in(failure), expected)));
  }

  /** What a completed handshake says against the client. */
  public static List<PreflightFinding> judge(HandshakeDone done, ExecutionExpectation expected) {
    var findings = new ArrayList<PreflightFinding>();
    var missing = new TreeSet<>(EngineMethods.neededFor(expected.forks()));
    missing.removeAll(done.capabilities());
    if (!missing.isEmpty()) {
      findings.add(new TooOld(done.version(), missing));
    }
    if (!done.chainId().equals(expected.chainId())) {
      findings.add(new WrongChainId(expected.chainId(), done.chainId()));
    }
    if (!done.genesis().blockHash().equals(expected.genesisHash())) {
      findings.add(new WrongGenesis(expected.genesisHash(), done.genesis().blockHash()));
    }
    return List.copyOf(findings);
  }

  /** What a failed call says against the client. */
  public static PreflightFinding explain(ExecutionFailure failure, ExecutionExpectation expected) {
    var endpoint = expected.endpoint();
    var detail = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case UNAVAILABLE -> new Unreachable(endpoint, detail);
      case UNAUTHORIZED -> new JwtRefused(endpoint, detail);
      case METHOD_MISSING ->
          detail.startsWith("engine_")
              ? new TooOld(null, Set.of(detail))
              : new MethodsMissing(endpoint, Set.of(detail));
      case REJECTED, MALFORMED_ANSWER, UNSUPPORTED_PAYLOAD, RECEIPTS_MISSING ->
          new NotAnEngine(endpoint, detail);
    };
  }

  /** Asks for a receipt that can't exist: "missing" is then the answer of a client that serves. */
  private static CompletionStage<Boolean> servesReceipts(
      ExecutionClient client, Hash32 genesisHash) {
    return client
        .receipts(genesisHash, List.of(Bytes.zeros(1)))
        .handle(
            (_, failure) -> {
              if (failure == null) {
                return true;
              }
              var cause = ExecutionFailure.in(failure);
              return switch (cause.kind()) {
                case METHOD_MISSING -> false;
                case RECEIPTS_MISSING, REJECTED -> true;
                case UNAVAILABLE, UNAUTHORIZED, MALFORMED_ANSWER, UNSUPPORTED_PAYLOAD ->
                    throw cause;
              };
            });
  }

  private static PreflightFinding receiptsMissing(ExecutionExpectation expected) {
    return new MethodsMissing(
        expected.endpoint(), Set.of("eth_getBlockReceipts", "eth_getTransactionReceipt"));
  }
}
