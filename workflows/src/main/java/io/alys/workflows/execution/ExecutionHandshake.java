package io.alys.workflows.execution;

import io.alys.messages.chain.EngineProtocol.HandshakeDone;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.workflows.ports.ExecutionClient;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks an execution client who it is, one question after the other. */
public final class ExecutionHandshake {

  private static final Set<String> OURS =
      EngineMethods.neededFor(Arrays.asList(EngineFork.values()));

  private ExecutionHandshake() {}

  /** All answers, or the {@code ExecutionFailure} of the first question that got none. */
  public static CompletionStage<HandshakeDone> with(ExecutionClient client) {
    return client
        .exchangeCapabilities(OURS)
        .thenCompose(
            capabilities ->
                client
                    .clientVersion()
                    .thenCompose(version -> chain(client, capabilities, version.orElse(null))));
  }

  private static CompletionStage<HandshakeDone> chain(
      ExecutionClient client, Set<String> capabilities, @Nullable ClientVersion version) {
    return client
        .chainId()
        .thenCompose(
            id ->
                client
                    .genesisPayload()
                    .thenCombine(
                        client.latestBlock(),
                        (genesis, latest) ->
                            new HandshakeDone(capabilities, version, id, genesis, latest)));
  }
}
