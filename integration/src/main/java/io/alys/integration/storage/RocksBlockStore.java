package io.alys.integration.storage;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.codec.BlockCodec;
import io.alys.workflows.ports.BlockStore;
import io.alys.workflows.ports.RecordStore;
import io.alys.workflows.ports.StorageFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link BlockStore} in RocksDB: one batch per update. A folder belongs to one process and to one
 * chain.
 */
public final class RocksBlockStore implements BlockStore {

  /** Largest block that is stored, encoded. */
  public static final int MAX_BLOCK_BYTES = 16 << 20;

  /** Blocks that may name one parent header; only the branches of a dishonest author do. */
  private static final int MAX_SAME_HEADER = 1024;

  private static final Height HIGHEST = new Height(Long.MAX_VALUE);

  private final RocksDatabase database;

  private RocksBlockStore(RocksDatabase database) {
    this.database = database;
  }

  /**
   * Opens the database of a folder; both are created where they are missing.
   *
   * @throws StorageFailure when another process has it, a file is damaged, it belongs to another
   *     chain or the disk refuses
   */
  public static RocksBlockStore open(Path folder, NetworkIdentity identity) {
    return new RocksBlockStore(RocksFolder.open(folder, identity));
  }

  /** The small records in the same database; closed with this store. */
  public RecordStore records() {
    return new RocksRecordStore(database);
  }

  @Override
  public Optional<ChainHeads> heads() {
    return database
        .get(Family.META, StoreKeys.HEADS)
        .map(
            bytes ->
                ChainCodec.decodeHeads(bytes).orElseThrow(() -> damaged("the heads do not read")));
  }

  @Override
  public Optional<StoredBlock> block(Hash32 root) {
    var key = StoreKeys.root(root);
    return database.get(Family.BLOCKS, key).map(bytes -> decode(root, Bytes.of(bytes)));
  }

  @Override
  public Optional<BlockContext> context(Hash32 root) {
    return database.get(Family.CONTEXTS, StoreKeys.root(root)).map(bytes -> read(root, bytes));
  }

  @Override
  public Optional<Hash32> canonicalRoot(Height height) {
    return database
        .get(Family.CANONICAL, StoreKeys.height(height))
        .map(bytes -> readRoot(bytes, "the canonical block at " + height));
  }

  @Override
  public List<StoredBlock> blocksFrom(Height from, int limit) {
    return refsFrom(from, limit).stream().map(this::listed).toList();
  }

  @Override
  public List<BlockContext> contextsFrom(Height from, int limit) {
    return refsFrom(from, limit).stream().map(ref -> knownContext(ref.root())).toList();
  }

  private List<BlockRef> refsFrom(Height from, int limit) {
    var roots = new ArrayList<BlockRef>();
    database.scan(
        Family.BY_HEIGHT,
        StoreKeys.height(from),
        StoreKeys.height(HIGHEST),
        (key, _) -> {
          var height = StoreKeys.heightOf(key);
          if (roots.size() >= limit && !roots.getLast().height().equals(height)) {
            return false;
          }
          roots.add(new BlockRef(StoreKeys.rootOf(key), height));
          return true;
        });
    return roots;
  }

  @Override
  public List<BlockRef> blocksWithParentHeader(Hash32 parentHeaderHash) {
    var prefix = parentHeaderHash.bytes();
    var found = new ArrayList<BlockRef>();
    database.scan(
        Family.PARENT_HEADERS,
        prefix.toArray(),
        StoreKeys.after(prefix),
        (key, value) -> {
          found.add(new BlockRef(StoreKeys.rootOf(key), StoreKeys.heightOf(value)));
          return found.size() < MAX_SAME_HEADER;
        });
    return List.copyOf(found);
  }

  @Override
  public void write(ChainUpdate update) {
    try (var batch = database.newBatch()) {
      update.blocks().forEach(block -> putBlock(batch, block));
      putCanonical(batch, update.canonical());
      var heads = update.heads();
      if (heads != null) {
        refuseUnknown(update, heads);
        batch.put(Family.META, StoreKeys.HEADS, ChainCodec.encode(heads));
      }
      database.write(batch);
    }
  }

  @Override
  public void sync() {
    database.sync();
  }

  @Override
  public void close() {
    database.close();
  }

  private static void putBlock(RocksBatch batch, StoredBlock block) {
    var context = block.context();
    var bytes = BlockCodec.encode(block.block());
    if (bytes.size() > MAX_BLOCK_BYTES) {
      throw badUpdate(
          context.self() + " has " + bytes.size() + " bytes, at most " + MAX_BLOCK_BYTES);
    }
    if (!block.block().message().height().equals(context.height())) {
      throw badUpdate(context.self() + " has another height than its context");
    }
    var root = StoreKeys.root(context.root());
    batch
        .put(Family.BLOCKS, root, bytes.toArray())
        .put(Family.CONTEXTS, root, ChainCodec.encode(context))
        .put(
            Family.BY_HEIGHT,
            StoreKeys.heightAndRoot(context.height(), context.root()),
            StoreKeys.number(context.slot().value()));
    var parentHeader = context.parentHeader();
    if (parentHeader != null) {
      batch.put(
          Family.PARENT_HEADERS,
          StoreKeys.headerAndRoot(parentHeader, context.root()),
          StoreKeys.height(context.height()));
    }
  }

  private void putCanonical(RocksBatch batch, List<BlockRef> canonical) {
    if (canonical.isEmpty()) {
      return;
    }
    for (var block : canonical) {
      batch.put(Family.CANONICAL, StoreKeys.height(block.height()), StoreKeys.root(block.root()));
    }
    database.scan(
        Family.CANONICAL,
        StoreKeys.height(canonical.getLast().height().next()),
        StoreKeys.height(HIGHEST),
        (key, _) -> {
          batch.delete(Family.CANONICAL, key);
          return true;
        });
  }

  /** Heads that the next start could not load would have to be mended by hand. */
  private void refuseUnknown(ChainUpdate update, ChainHeads heads) {
    for (var head : List.of(heads.certified(), heads.committed(), heads.powFinal())) {
      var added = update.blocks().stream().anyMatch(block -> block.context().self().equals(head));
      if (!added
          && database
              .get(Family.BY_HEIGHT, StoreKeys.heightAndRoot(head.height(), head.root()))
              .isEmpty()) {
        throw badUpdate("the head " + head + " is not stored");
      }
    }
  }

  private StoredBlock listed(BlockRef ref) {
    return block(ref.root()).orElseThrow(() -> damaged("block " + ref + " is missing"));
  }

  private StoredBlock decode(Hash32 root, Bytes bytes) {
    var block = BlockCodec.decodeSignedBlock(bytes, MAX_BLOCK_BYTES).toOptional();
    return new StoredBlock(
        block.orElseThrow(() -> damaged("block " + root + " does not read")), knownContext(root));
  }

  private BlockContext knownContext(Hash32 root) {
    return context(root).orElseThrow(() -> damaged("the context of " + root + " is missing"));
  }

  private BlockContext read(Hash32 root, byte[] bytes) {
    return ChainCodec.decodeContext(bytes)
        .filter(context -> context.root().equals(root))
        .orElseThrow(() -> damaged("the context of " + root + " does not read"));
  }

  private Hash32 readRoot(byte[] bytes, String what) {
    if (bytes.length != Hash32.SIZE) {
      throw damaged(what + " does not read");
    }
    return Hash32.of(bytes);
  }

  private StorageFailure damaged(String what) {
    return RocksErrors.damaged(database.folder(), what);
  }

  private static StorageFailure badUpdate(String what) {
    return new StorageFailure(StorageFault.BAD_UPDATE, "not stored: " + what);
  }
}
