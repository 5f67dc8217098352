package io.alys.workflows.fakes;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.execution.EngineMethods;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An execution client in memory: a tree of payloads whose hash is the SHA-256 of their fields. It
 * can be told to fail, to keep calls open, and to lose its blocks. Safe for use by several threads.
 */
public final class FakeExecutionClient implements ExecutionClient {

  /** A transaction that waits for a block, and what its receipt will say. */
  private record Pending(Bytes raw, UInt64 gasUsed, Wei effectiveGasPrice) {}

  private final UInt64 chainId;
  private final ExecutionPayload genesis;
  private final Map<Hash32, ExecutionPayload> blocks = new HashMap<>();
  private final Map<PayloadId, ExecutionPayload> building = new HashMap<>();
  private final Map<Bytes, Pending> known = new HashMap<>();
  private final List<Pending> pool = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private final List<ExecutionFailure> failures = new ArrayList<>();

  private final Set<Hash32> stateless = new HashSet<>();
  private final NavigableMap<Long, Hash32> canonical = new TreeMap<>();

  private Hash32 head;
  private Set<String> methods = EngineMethods.neededFor(Arrays.asList(EngineFork.values()));
  private @Nullable ExecutionFailure outage;
  private boolean holding;
  private boolean closed;
  private long nextId = 1;

  /** A client that knows block 0 of this chain alone. */
  public FakeExecutionClient(long chainId) {
    this.chainId = UInt64.of(chainId);
    this.genesis = FakePayloads.genesis();
    this.head = genesis.blockHash();
    blocks.put(head, genesis);
    canonical.put(0L, head);
  }

  /** Every call from now on fails so, until {@link #recover}. */
  public synchronized void failWith(ExecutionFailure failure) {
    outage = failure;
  }

  /** The next call fails so; several of them queue up. */
  public synchronized void failNext(ExecutionFailure failure) {
    failures.add(failure);
  }

  /** Calls are answered again. */
  public synchronized void recover() {
    outage = null;
  }

  /** Calls stay open until {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Ends the oldest open call and all that follow, in order. */
  public void release() {
    List<Runnable> open;
    synchronized (this) {
      holding = false;
      open = List.copyOf(held);
      held.clear();
    }
    open.forEach(Runnable::run);
  }

  /** Ends the oldest open call; the next ones stay open. */
  public void releaseOne() {
    Runnable first;
    synchronized (this) {
      first = held.removeFirst();
    }
    first.run();
  }

  /** Falls back to block 0 without a trace of the others, as after a start with an empty folder. */
  public synchronized void loseBlocks() {
    loseState(0);
  }

  /**
   * Falls back to block 0 but keeps canonical blocks up to a height without their state, as geth
   * does after {@code kill -9}.
   */
  public synchronized void loseState(long kept) {
    building.clear();
    canonical.tailMap(kept, false).clear();
    blocks.keySet().retainAll(canonical.values());
    stateless.addAll(blocks.keySet());
    stateless.remove(genesis.blockHash());
    head = genesis.blockHash();
  }

  /** Offers these engine methods only. */
  public synchronized void offer(Set<String> offered) {
    methods = Set.copyOf(offered);
  }

  /** The next payload takes this transaction; the first two are what its receipt says. */
  public synchronized void addTransaction(UInt64 gasUsed, Wei effectiveGasPrice, Bytes raw) {
    var pending = new Pending(raw, gasUsed, effectiveGasPrice);
    pool.add(pending);
    known.put(raw, pending);
  }

  /** Names of the calls so far, oldest first. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Hash of the present head. */
  public synchronized Hash32 head() {
    return head;
  }

  /** Whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<Set<String>> exchangeCapabilities(Set<String> ours) {
    return answer("exchangeCapabilities", () -> methods);
  }

  @Override
  public CompletionStage<Optional<ClientVersion>> clientVersion() {
    return answer(
        "clientVersion", () -> Optional.of(new ClientVersion("FK", "Fake", "1.0", "00000000")));
  }

  @Override
  public CompletionStage<UInt64> chainId() {
    return answer("chainId", () -> chainId);
  }

  @Override
  public CompletionStage<ForkchoiceResult> forkchoiceUpdated(
      EngineFork fork, ForkchoiceState state, @Nullable PayloadAttributes attributes) {
    return answer("forkchoiceUpdated", () -> choose(fork, state, attributes));
  }

  private ForkchoiceResult choose(
      EngineFork fork, ForkchoiceState state, @Nullable PayloadAttributes attributes) {
    var block = blocks.get(state.head());
    if (block == null) {
      return new ForkchoiceResult(new PayloadStatus.Syncing(), null);
    }
    for (var tag : List.of(state.safe(), state.finalized())) {
      if (!tag.isZero() && !isAncestor(tag, state.head())) {
        throw ExecutionFailure.rejected(
            RpcError.INVALID_FORKCHOICE_STATE, "Invalid forkchoice state");
      }
    }
    var valid = new PayloadStatus.Valid(state.head());
    boolean present = head.equals(state.head());
    if (!present && state.head().equals(canonical.get(block.blockNumber().toLongExact()))) {
      return new ForkchoiceResult(valid, null);
    }
    if (!present) {
      moveHead(block);
    }
    return attributes == null
        ? new ForkchoiceResult(valid, null)
        : new ForkchoiceResult(valid, build(fork, block, attributes));
  }

  /** Executes what lacks state, makes the ancestors canonical and forgets what was above. */
  private void moveHead(ExecutionPayload block) {
    head = block.blockHash();
    canonical.tailMap(block.blockNumber().toLongExact(), false).clear();
    for (var at = block; at != null; at = blocks.get(at.parentHash())) {
      stateless.remove(at.blockHash());
      canonical.put(at.blockNumber().toLongExact(), at.blockHash());
    }
  }

  private PayloadId build(EngineFork fork, ExecutionPayload parent, PayloadAttributes attributes) {
    if (attributes.timestamp().compareTo(parent.timestamp()) <= 0) {
      throw ExecutionFailure.rejected(
          RpcError.INVALID_PAYLOAD_ATTRIBUTES, "Invalid payload attributes");
    }
    var id = new PayloadId(Bytes.of(ByteBuffer.allocate(8).putLong(nextId++).array()));
    var taken = pool.stream().map(Pending::raw).toList();
    var gas = pool.stream().mapToLong(pending -> pending.gasUsed().toLongExact()).sum();
    pool.clear();
    building.put(id, FakePayloads.child(fork, parent, attributes, taken, UInt64.of(gas)));
    return id;
  }

  @Override
  public CompletionStage<BuiltPayload> getPayload(EngineFork fork, PayloadId id) {
    return answer(
        "getPayload",
        () -> {
          var payload = building.get(id);
          if (payload == null) {
            throw ExecutionFailure.rejected(RpcError.UNKNOWN_PAYLOAD, "Unknown payload");
          }
          return new BuiltPayload(payload, Wei.ZERO);
        });
  }

  @Override
  public CompletionStage<PayloadStatus> newPayload(
      ExecutionPayload payload, Hash32 parentBeaconBlockRoot) {
    return answer("newPayload", () -> judge(payload));
  }

  private PayloadStatus judge(ExecutionPayload payload) {
    if (!FakePayloads.hash(payload).equals(payload.blockHash())) {
      return new PayloadStatus.Invalid(null, "blockhash mismatch");
    }
    if (blocks.containsKey(payload.blockHash())) {
      return new PayloadStatus.Valid(payload.blockHash());
    }
    var parent = blocks.get(payload.parentHash());
    if (parent == null) {
      return new PayloadStatus.Syncing();
    }
    if (stateless.contains(parent.blockHash())) {
      return new PayloadStatus.Accepted();
    }
    if (!payload.stateRoot().equals(FakePayloads.stateAfter(parent))) {
      return new PayloadStatus.Invalid(parent.blockHash(), "invalid merkle root");
    }
    blocks.put(payload.blockHash(), payload);
    return new PayloadStatus.Valid(payload.blockHash());
  }

  @Override
  public CompletionStage<Optional<ExecutionBlock>> blockByNumber(Height number) {
    return answer(
        "blockByNumber",
        () ->
            Optional.ofNullable(canonical.get(number.value()))
                .map(blocks::get)
                .map(FakeExecutionClient::header));
  }

  @Override
  public CompletionStage<ExecutionBlock> latestBlock() {
    return answer("latestBlock", () -> header(Objects.requireNonNull(blocks.get(head))));
  }

  @Override
  public CompletionStage<Optional<ExecutionBlock>> blockByHash(Hash32 hash) {
    return answer(
        "blockByHash",
        () -> Optional.ofNullable(blocks.get(hash)).map(FakeExecutionClient::header));
  }

  @Override
  public CompletionStage<ExecutionPayload> genesisPayload() {
    return answer("genesisPayload", () -> genesis);
  }

  @Override
  public CompletionStage<List<Receipt>> receipts(ExecutionPayload payload) {
    return answer(
        "receipts",
        () -> {
          var block = blocks.get(payload.blockHash());
          if (block == null || !block.transactions().equals(payload.transactions())) {
            throw new ExecutionFailure(
                ExecutionFailure.Kind.RECEIPTS_MISSING,
                "no receipts of block " + payload.blockHash());
          }
          return payload.transactions().stream().map(this::receipt).toList();
        });
  }

  private Receipt receipt(Bytes raw) {
    var pending = Objects.requireNonNull(known.get(raw));
    return new Receipt(
        FakePayloads.sha256(raw.hex()), pending.gasUsed(), pending.effectiveGasPrice());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private <T> CompletionStage<T> answer(String call, Supplier<T> compute) {
    var answer = new CompletableFuture<T>();
    synchronized (this) {
      calls.add(call);
      if (holding) {
        held.add(() -> complete(answer, compute));
        return answer;
      }
    }
    complete(answer, compute);
    return answer;
  }

  private <T> void complete(CompletableFuture<T> answer, Supplier<T> compute) {
    T value;
    try {
      synchronized (this) {
        if (outage != null) {
          throw outage;
        }
        if (!failures.isEmpty()) {
          throw failures.removeFirst();
        }
        value = compute.get();
      }
    } catch (ExecutionFailure failure) {
      answer.completeExceptionally(failure);
      return;
    }
    answer.complete(value);
  }

  private boolean isAncestor(Hash32 ancestor, Hash32 of) {
    var block = blocks.get(of);
    while (block != null && !block.blockHash().equals(ancestor)) {
      block = blocks.get(block.parentHash());
    }
    return block != null;
  }

  private static ExecutionBlock header(ExecutionPayload payload) {
    return new ExecutionBlock(
        new Height(payload.blockNumber().toLongExact()),
        payload.blockHash(),
        payload.parentHash(),
        payload.timestamp());
  }
}
