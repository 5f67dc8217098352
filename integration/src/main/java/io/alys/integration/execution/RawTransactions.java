package io.alys.integration.execution;

import io.alys.integration.execution.RlpItem.NotRlp;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the node reads out of raw transactions (EIP-2718 envelopes), without trust in their form: a
 * transaction that can't be read is the execution client's to refuse.
 */
final class RawTransactions {

  private static final int LEGACY_FROM = 0xc0;
  private static final int ACCESS_LIST = 0x01;
  private static final int DYNAMIC_FEE = 0x02;
  private static final int BLOB = 0x03;
  private static final int SET_CODE = 0x04;

  /** Place of {@code blob_versioned_hashes} in a blob transaction (EIP-4844). */
  private static final int BLOB_HASHES = 10;

  private RawTransactions() {}

  /** The versioned hashes of all blob transactions, in order. */
  static List<Hash32> blobHashes(List<Bytes> transactions) {
    var hashes = new ArrayList<Hash32>();
    for (var transaction : transactions) {
      if (type(transaction) == BLOB) {
        hashes.addAll(blobHashes(transaction));
      }
    }
    return hashes;
  }

  private static List<Hash32> blobHashes(Bytes transaction) {
    try {
      var list = RlpItem.at(transaction, 1, transaction.size()).element(BLOB_HASHES);
      var hashes = new ArrayList<Hash32>();
      for (int position = list.start(); position < list.end(); ) {
        var hash = RlpItem.at(transaction, position, list.end());
        if (!list.list() || hash.list() || hash.size() != Hash32.SIZE) {
          throw new NotRlp();
        }
        hashes.add(new Hash32(hash.content()));
        position = hash.end();
      }
      return hashes;
    } catch (NotRlp e) {
      return List.of();
    }
  }

  /**
   * What the sender pays per gas in a block with this base fee (EIP-1559); empty for a type or form
   * that we do not know.
   */
  static Optional<Wei> effectiveGasPrice(Bytes transaction, UInt256 baseFee) {
    try {
      int type = type(transaction);
      return switch (type) {
        case ACCESS_LIST -> Optional.of(new Wei(field(transaction, 1, 2)));
        case DYNAMIC_FEE, BLOB, SET_CODE -> {
          var most = field(transaction, 1, 3);
          var offered = baseFee.value().add(field(transaction, 1, 2));
          yield Optional.of(new Wei(most.min(offered)));
        }
        default ->
            type >= LEGACY_FROM ? Optional.of(new Wei(field(transaction, 0, 1))) : Optional.empty();
      };
    } catch (NotRlp e) {
      return Optional.empty();
    }
  }

  private static BigInteger field(Bytes transaction, int offset, int index) throws NotRlp {
    return RlpItem.at(transaction, offset, transaction.size()).element(index).number();
  }

  private static int type(Bytes transaction) {
    return transaction.size() == 0 ? -1 : transaction.at(0);
  }
}
