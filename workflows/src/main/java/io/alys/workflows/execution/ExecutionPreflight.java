package io.alys.workflows.execution;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.chain.EngineProtocol.HandshakeDone;
import io.alys.messages.types.Bytes;
import io.alys.workflows.execution.PreflightFinding.JwtRefused;
import io.alys.workflows.execution.PreflightFinding.MethodsMissing;
import io.alys.workflows.execution.PreflightFinding.NotAnEngine;
import io.alys.workflows.execution.PreflightFinding.ReceiptsRefused;
import io.alys.workflows.execution.PreflightFinding.TooOld;
import io.alys.workflows.execution.PreflightFinding.Unreachable;
import io.alys.workflows.execution.PreflightFinding.WrongChainId;
import io.alys.workflows.execution.PreflightFinding.WrongGenesis;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out at start-up whether an execution client fits the chain spec. */
public final class ExecutionPreflight {

  private static final Set<String> RECEIPTS =
      Set.of("eth_getBlockReceipts", "eth_getTransactionReceipt");

  private ExecutionPreflight() {}

  /** Asks the client everything; an empty list means that the node can work with it. */
  public static CompletionStage<List<PreflightFinding>> check(
      ExecutionClient client, ExecutionExpectation expected) {
    return ExecutionHandshake.with(client)
        .thenCompose(
            done -> {
              var findings = judge(done, expected);
              // Receipts of another chain tell nothing.
              return findings.isEmpty()
                  ? receiptsOf(client, done.genesis(), expected)
                      .thenApply(finding -> finding.stream().toList())
                  : CompletableFuture.completedStage(findings);
            })
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
      // Another chain has another genesis too: one problem, one line.
      findings.add(new WrongChainId(expected.chainId(), done.chainId()));
    } else if (!done.genesis().blockHash().equals(expected.genesisHash())) {
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
  private static CompletionStage<Optional<PreflightFinding>> receiptsOf(
      ExecutionClient client, ExecutionPayload genesis, ExecutionExpectation expected) {
    return client
        .receipts(withATransaction(genesis))
        .handle(
            (_, thrown) -> {
              if (thrown == null) {
                return Optional.empty();
              }
              var failure = ExecutionFailure.in(thrown);
              return switch (failure.kind()) {
                case RECEIPTS_MISSING -> Optional.empty();
                case METHOD_MISSING ->
                    Optional.of(new MethodsMissing(expected.endpoint(), RECEIPTS));
                case REJECTED ->
                    Optional.of(new ReceiptsRefused(String.valueOf(failure.getMessage())));
                case UNAVAILABLE, UNAUTHORIZED, MALFORMED_ANSWER, UNSUPPORTED_PAYLOAD ->
                    throw failure;
              };
            });
  }

  private static ExecutionPayload withATransaction(ExecutionPayload genesis) {
    return new ExecutionPayload(
        genesis.parentHash(),
        genesis.feeRecipient(),
        genesis.stateRoot(),
        genesis.receiptsRoot(),
        genesis.logsBloom(),
        genesis.prevRandao(),
        genesis.blockNumber(),
        genesis.gasLimit(),
        genesis.gasUsed(),
        genesis.timestamp(),
        genesis.extraData(),
        genesis.baseFeePerGas(),
        genesis.blockHash(),
        List.of(Bytes.zeros(1)),
        genesis.withdrawals(),
        genesis.blobGas());
  }
}
