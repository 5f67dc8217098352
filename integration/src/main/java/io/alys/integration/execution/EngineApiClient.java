package io.alys.integration.execution;

import io.alys.integration.execution.RpcEndpoint.Pace;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.EngineMethods;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An execution client reached over its authenticated engine port, which also serves the {@code eth}
 * namespace.
 */
public final class EngineApiClient implements ExecutionClient {

  private static final String BLOCK_BY_NUMBER = "eth_getBlockByNumber";
  private static final String BLOCK_BY_HASH = "eth_getBlockByHash";

  private final CallThreads threads;
  private final List<RpcEndpoint> endpoints;
  private final RpcEndpoint engine;
  private final ReceiptCalls receiptCalls;

  /** Connects with the first call; the clock dates the tokens. */
  public EngineApiClient(EngineApiSettings settings, JwtSecret secret, InstantSource clock) {
    this.threads = new CallThreads(settings.maxConcurrentCalls());
    long maxBytes = settings.maxAnswerBytes();
    this.engine =
        new RpcEndpoint(
            settings.url(), settings, new EngineExchange(new JwtToken(secret, clock), maxBytes));
    var publicUrl = settings.publicUrl();
    this.endpoints =
        publicUrl == null
            ? List.of(engine)
            : List.of(
                engine, new RpcEndpoint(publicUrl, settings, new EngineExchange(null, maxBytes)));
    this.receiptCalls = new ReceiptCalls(endpoints);
  }

  @Override
  public CompletionStage<Set<String>> exchangeCapabilities(Set<String> ours) {
    var method = "engine_exchangeCapabilities";
    var names = List.copyOf(new TreeSet<>(ours));
    return ask(Pace.QUICK, method, result -> EngineAnswers.capabilities(result, method), names);
  }

  @Override
  public CompletionStage<Optional<ClientVersion>> clientVersion() {
    return threads.submit(
        () -> {
          try {
            return Optional.of(askVersion());
          } catch (ExecutionFailure failure) {
            if (failure.kind() == Kind.METHOD_MISSING) {
              return Optional.empty();
            }
            throw failure;
          }
        });
  }

  private ClientVersion askVersion() {
    var method = "engine_getClientVersionV1";
    var built = EngineApiClient.class.getPackage().getImplementationVersion();
    var version = built == null ? "unknown" : built;
    var us = Map.of("code", "AL", "name", "alys", "version", version, "commit", "00000000");
    return engine.call(
        Pace.QUICK, method, List.of(us), result -> EngineAnswers.clientVersion(result, method));
  }

  @Override
  public CompletionStage<UInt64> chainId() {
    var method = "eth_chainId";
    return ask(Pace.QUICK, method, result -> AnswerObject.uint64(result, method));
  }

  @Override
  public CompletionStage<ForkchoiceResult> forkchoiceUpdated(
      EngineFork fork, ForkchoiceState state, @Nullable PayloadAttributes attributes) {
    var method = EngineMethods.forkchoiceUpdated(fork);
    var hashes =
        Map.of(
            "headBlockHash", state.head().prefixedHex(),
            "safeBlockHash", state.safe().prefixedHex(),
            "finalizedBlockHash", state.finalized().prefixedHex());
    return ask(
        // Building starts on the head that the client has; only a new head may have to be executed.
        attributes == null ? Pace.THOROUGH : Pace.QUICK,
        method,
        result -> {
          var answer = EngineAnswers.forkchoice(result, method);
          checkValid(method, answer.status(), state.head());
          return answer;
        },
        hashes,
        attributes == null ? null : PayloadJson.write(attributes, fork));
  }

  @Override
  public CompletionStage<BuiltPayload> getPayload(EngineFork fork, PayloadId id) {
    var method = EngineMethods.getPayload(fork);
    return ask(
        Pace.THOROUGH,
        method,
        result -> EngineAnswers.builtPayload(result, method, fork),
        id.bytes().prefixedHex());
  }

  @Override
  public CompletionStage<PayloadStatus> newPayload(
      ExecutionPayload payload, Hash32 parentBeaconBlockRoot) {
    var fork = EngineFork.of(payload);
    var method = EngineMethods.newPayload(fork);
    var parameters = new ArrayList<@Nullable Object>();
    parameters.add(PayloadJson.write(payload));
    if (fork == EngineFork.DENEB) {
      parameters.add(
          RawTransactions.blobHashes(payload.transactions()).stream()
              .map(Hash32::prefixedHex)
              .toList());
      parameters.add(parentBeaconBlockRoot.prefixedHex());
    }
    return ask(
        Pace.THOROUGH,
        method,
        result -> {
          var status = EngineAnswers.payloadStatus(result, method);
          checkValid(method, status, payload.blockHash());
          return status;
        },
        parameters.toArray());
  }

  /**
   * VALID names the block itself as the latest valid one (Engine API, Paris, payload validation).
   */
  private static void checkValid(String method, PayloadStatus status, Hash32 block) {
    if (status instanceof PayloadStatus.Valid(var latest) && !latest.equals(block)) {
      throw EngineErrors.malformed(method, "says VALID with another latestValidHash");
    }
  }

  @Override
  public CompletionStage<Optional<ExecutionBlock>> blockByNumber(Height number) {
    return ask(
        Pace.QUICK,
        BLOCK_BY_NUMBER,
        result -> {
          var block = EngineAnswers.block(result, BLOCK_BY_NUMBER);
          if (block.isPresent() && !block.get().number().equals(number)) {
            throw EngineErrors.malformed(BLOCK_BY_NUMBER, "got a block of another height");
          }
          return block;
        },
        PayloadJson.quantity(UInt64.of(number.value())),
        false);
  }

  @Override
  public CompletionStage<ExecutionBlock> latestBlock() {
    return ask(
        Pace.QUICK,
        BLOCK_BY_NUMBER,
        result ->
            EngineAnswers.block(result, BLOCK_BY_NUMBER)
                .orElseThrow(() -> EngineErrors.malformed(BLOCK_BY_NUMBER, "got no latest block")),
        "latest",
        false);
  }

  @Override
  public CompletionStage<Optional<ExecutionBlock>> blockByHash(Hash32 hash) {
    return ask(
        Pace.QUICK,
        BLOCK_BY_HASH,
        result -> {
          var block = EngineAnswers.block(result, BLOCK_BY_HASH);
          if (block.isPresent() && !block.get().hash().equals(hash)) {
            throw EngineErrors.malformed(BLOCK_BY_HASH, "got a block with another hash");
          }
          return block;
        },
        hash.prefixedHex(),
        false);
  }

  @Override
  public CompletionStage<ExecutionPayload> genesisPayload() {
    return ask(
        Pace.QUICK,
        BLOCK_BY_NUMBER,
        result -> PayloadJson.readGenesis(AnswerObject.of(result, BLOCK_BY_NUMBER)),
        "0x0",
        false);
  }

  @Override
  public CompletionStage<List<Receipt>> receipts(ExecutionPayload payload) {
    return threads.submit(() -> receiptCalls.fetch(payload));
  }

  @Override
  public void close() {
    endpoints.forEach(RpcEndpoint::close);
    threads.close();
  }

  private <T> CompletionStage<T> ask(
      Pace pace, String method, Function<JsonNode, T> read, @Nullable Object... parameters) {
    var list = Arrays.asList(parameters);
    return threads.submit(() -> engine.call(pace, method, list, read));
  }
}
