package io.alys.workflows.fakes;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.ports.BlockStore;
import io.alys.workflows.ports.StorageFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A {@link BlockStore} in memory that counts its syncs and fails when told to. */
public final class FakeBlockStore implements BlockStore {

  private final Map<Hash32, StoredBlock> blocks = new LinkedHashMap<>();
  private final TreeMap<Height, Hash32> canonical = new TreeMap<>();
  private @Nullable ChainHeads heads;
  private @Nullable StorageFailure writeFailure;
  private @Nullable StorageFailure syncFailure;
  private @Nullable StorageFailure readFailure;
  private final AtomicInteger syncs = new AtomicInteger();
  private volatile boolean closed;

  /** Each write from now on fails; null ends that. */
  public void failWrites(@Nullable StorageFailure failure) {
    writeFailure = failure;
  }

  /** Each sync from now on fails; null ends that. */
  public void failSyncs(@Nullable StorageFailure failure) {
    syncFailure = failure;
  }

  /** Each read from now on fails; null ends that. */
  public void failReads(@Nullable StorageFailure failure) {
    readFailure = failure;
  }

  /** How often written updates were put on disk. */
  public int syncs() {
    return syncs.get();
  }

  /** Whether the store was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public Optional<ChainHeads> heads() {
    failIf(readFailure);
    return Optional.ofNullable(heads);
  }

  @Override
  public Optional<StoredBlock> block(Hash32 root) {
    failIf(readFailure);
    return Optional.ofNullable(blocks.get(root));
  }

  @Override
  public Optional<BlockContext> context(Hash32 root) {
    return block(root).map(StoredBlock::context);
  }

  @Override
  public Optional<Hash32> canonicalRoot(Height height) {
    failIf(readFailure);
    return Optional.ofNullable(canonical.get(height));
  }

  @Override
  public List<StoredBlock> blocksFrom(Height from, int limit) {
    failIf(readFailure);
    var ascending = new TreeMap<Height, List<StoredBlock>>();
    for (var block : blocks.values()) {
      if (block.context().height().compareTo(from) >= 0) {
        ascending.computeIfAbsent(block.context().height(), _ -> new ArrayList<>()).add(block);
      }
    }
    var page = new ArrayList<StoredBlock>();
    for (var sameHeight : ascending.values()) {
      if (page.size() >= limit) {
        break;
      }
      page.addAll(sameHeight);
    }
    return List.copyOf(page);
  }

  @Override
  public List<BlockContext> contextsFrom(Height from, int limit) {
    return blocksFrom(from, limit).stream().map(StoredBlock::context).toList();
  }

  @Override
  public List<BlockRef> blocksWithParentHeader(Hash32 parentHeaderHash) {
    failIf(readFailure);
    return blocks.values().stream()
        .map(StoredBlock::context)
        .filter(context -> parentHeaderHash.equals(context.parentHeader()))
        .map(context -> context.self())
        .toList();
  }

  @Override
  public void write(ChainUpdate update) {
    failIf(writeFailure);
    var newHeads = update.heads();
    if (newHeads != null) {
      refuseUnknown(update, newHeads);
      heads = newHeads;
    }
    update.blocks().forEach(block -> blocks.put(block.context().root(), block));
    if (!update.canonical().isEmpty()) {
      canonical.tailMap(update.canonical().getFirst().height(), true).clear();
      update.canonical().forEach(ref -> canonical.put(ref.height(), ref.root()));
    }
  }

  @Override
  public void sync() {
    failIf(syncFailure);
    syncs.incrementAndGet();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void refuseUnknown(ChainUpdate update, ChainHeads wanted) {
    for (var head : List.of(wanted.certified(), wanted.committed(), wanted.powFinal())) {
      if (!blocks.containsKey(head.root())
          && update.blocks().stream().noneMatch(b -> b.context().self().equals(head))) {
        throw new StorageFailure(StorageFault.BAD_UPDATE, "the head " + head + " is not stored");
      }
    }
  }

  private static void failIf(@Nullable StorageFailure failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
