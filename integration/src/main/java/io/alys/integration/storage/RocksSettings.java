package io.alys.integration.storage;

import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** How the block database uses memory, files and checksums: bounded, everything checked. */
final class RocksSettings implements AutoCloseable {

  private static final long CACHE_BYTES = 64L << 20;
  private static final long WRITE_BUFFER_BYTES = 16L << 20;
  private static final long ALL_WRITE_BUFFERS_BYTES = 64L << 20;
  private static final long MAX_WAL_BYTES = 128L << 20;
  private static final long INFO_LOG_BYTES = 4L << 20;
  private static final int MAX_OPEN_FILES = 512;
  private static final int BLOOM_BITS = 10;

  private final LRUCache cache = new LRUCache(CACHE_BYTES);
  private final BloomFilter filter = new BloomFilter(BLOOM_BITS);
  private final ColumnFamilyOptions families =
      new ColumnFamilyOptions()
          .setWriteBufferSize(WRITE_BUFFER_BYTES)
          .setCompressionType(CompressionType.LZ4_COMPRESSION)
          .setParanoidFileChecks(true)
          .setTableFormatConfig(
              new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
  private final DBOptions database;
  private final ReadOptions reads = new ReadOptions().setVerifyChecksums(true);
  private final WriteOptions writes = new WriteOptions();

  /**
   * @param fresh whether the database may be created; one that has lost its files must not be
   */
  RocksSettings(boolean fresh) {
    database =
        new DBOptions()
            .setCreateIfMissing(fresh)
            .setCreateMissingColumnFamilies(true)
            .setParanoidChecks(true)
            // What was acknowledged is synced, so only an unacknowledged tail may be incomplete;
            // the default would drop everything after damage in the middle without a word.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setMaxTotalWalSize(MAX_WAL_BYTES)
            .setDbWriteBufferSize(ALL_WRITE_BUFFERS_BYTES)
            .setMaxOpenFiles(MAX_OPEN_FILES)
            .setMaxBgErrorResumeCount(0)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setMaxLogFileSize(INFO_LOG_BYTES)
            .setKeepLogFileNum(2);
  }

  DBOptions database() {
    return database;
  }

  ReadOptions reads() {
    return reads;
  }

  WriteOptions writes() {
    return writes;
  }

  /** The default family, which RocksDB insists on, and ours, in the order of the enum. */
  List<ColumnFamilyDescriptor> descriptors() {
    return Stream.concat(
            Stream.of(RocksDB.DEFAULT_COLUMN_FAMILY),
            Stream.of(Family.values()).map(Family::idBytes))
        .map(name -> new ColumnFamilyDescriptor(name, families))
        .toList();
  }

  @Override
  public void close() {
    writes.close();
    reads.close();
    database.close();
    families.close();
    filter.close();
    cache.close();
  }
}
