package io.alys.integration.execution;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.ArrayList;
import java.util.List;

/**
 * Versioned hashes of blob transactions (EIP-4844, type 3), read from their RLP. A transaction that
 * can't be read has none: the execution client refuses it in any case.
 */
final class BlobHashes {

  private static final int TYPE = 0x03;

  /** Fields before {@code blob_versioned_hashes} in the transaction's list. */
  private static final int FIELDS_BEFORE = 10;

  private BlobHashes() {}

  /** All hashes, in the order of the transactions. */
  static List<Hash32> of(List<Bytes> transactions) {
    var hashes = new ArrayList<Hash32>();
    for (var transaction : transactions) {
      if (transaction.size() > 1 && transaction.at(0) == TYPE) {
        hashes.addAll(ofBlobTransaction(transaction));
      }
    }
    return hashes;
  }

  private static List<Hash32> ofBlobTransaction(Bytes transaction) {
    try {
      var fields = Item.at(transaction, 1, transaction.size()).asList();
      int position = fields.start();
      for (int i = 0; i < FIELDS_BEFORE; i++) {
        position = Item.at(transaction, position, fields.end()).end();
      }
      return hashes(transaction, Item.at(transaction, position, fields.end()).asList());
    } catch (NotRlp e) {
      return List.of();
    }
  }

  private static List<Hash32> hashes(Bytes transaction, Item list) throws NotRlp {
    var hashes = new ArrayList<Hash32>();
    for (int position = list.start(); position < list.end(); ) {
      var hash = Item.at(transaction, position, list.end());
      if (hash.list() || hash.end() - hash.start() != Hash32.SIZE) {
        throw new NotRlp();
      }
      hashes.add(new Hash32(transaction.slice(hash.start(), hash.end())));
      position = hash.end();
    }
    return hashes;
  }

  /** The text is not RLP of the expected shape. */
  private static final class NotRlp extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Content of one RLP item, from {@code start} to before {@code end}. */
  private record Item(boolean list, int start, int end) {

    /** Longest length of a length: 4 bytes are more than any transaction. */
    private static final int MAX_LENGTH_SIZE = 4;

    static Item at(Bytes bytes, int position, int limit) throws NotRlp {
      if (position >= limit) {
        throw new NotRlp();
      }
      int prefix = bytes.at(position);
      if (prefix < 0x80) {
        return new Item(false, position, position + 1);
      }
      boolean list = prefix >= 0xc0;
      int size = prefix - (list ? 0xc0 : 0x80);
      if (size <= 55) {
        return bounded(list, position + 1, size, limit);
      }
      int sizeOfSize = size - 55;
      if (sizeOfSize > MAX_LENGTH_SIZE || position + 1 + sizeOfSize > limit) {
        throw new NotRlp();
      }
      long length = 0;
      for (int i = 1; i <= sizeOfSize; i++) {
        length = length << 8 | bytes.at(position + i);
      }
      return bounded(list, position + 1 + sizeOfSize, length, limit);
    }

    Item asList() throws NotRlp {
      if (!list) {
        throw new NotRlp();
      }
      return this;
    }

    private static Item bounded(boolean list, int start, long size, int limit) throws NotRlp {
      if (start + size > limit) {
        throw new NotRlp();
      }
      return new Item(list, start, (int) (start + size));
    }
  }
}
