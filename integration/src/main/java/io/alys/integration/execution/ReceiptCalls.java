package io.alys.integration.execution;

import io.alys.integration.execution.EngineTransport.Pace;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/**
 * Collects the receipts of a block: {@code eth_getBlockReceipts}, or one call for each transaction
 * where the client lacks it. Every receipt must be there and belong to its transaction [L38].
 */
final class ReceiptCalls {

  private static final String OF_BLOCK = "eth_getBlockReceipts";
  private static final String OF_TRANSACTION = "eth_getTransactionReceipt";

  private final EngineTransport transport;
  private volatile boolean blockwise = true;

  ReceiptCalls(EngineTransport transport) {
    this.transport = transport;
  }

  /** Blocks, so only within {@link EngineTransport#submit}. */
  List<Receipt> fetch(Hash32 blockHash, List<Bytes> transactions) {
    if (transactions.isEmpty()) {
      return List.of();
    }
    if (blockwise) {
      try {
        return ofBlock(blockHash, transactions);
      } catch (ExecutionFailure failure) {
        if (failure.kind() != Kind.METHOD_MISSING) {
          throw failure;
        }
        blockwise = false;
      }
    }
    return oneByOne(blockHash, transactions);
  }

  private List<Receipt> ofBlock(Hash32 blockHash, List<Bytes> transactions) {
    var hash = blockHash.prefixedHex();
    var nodes =
        transport.call(
            Pace.THOROUGH,
            OF_BLOCK,
            List.of(hash),
            result ->
                result.isNull()
                    ? List.<JsonNode>of()
                    : AnswerObject.list(result, OF_BLOCK, (node, _) -> node));
    if (nodes.size() != transactions.size()) {
      throw missing(nodes.size() + " of " + transactions.size() + " receipts of block " + hash);
    }
    var receipts = new ArrayList<Receipt>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      receipts.add(read(nodes.get(i), OF_BLOCK, blockHash, i, hashOf(transactions.get(i))));
    }
    return receipts;
  }

  private List<Receipt> oneByOne(Hash32 blockHash, List<Bytes> transactions) {
    var receipts = new ArrayList<Receipt>(transactions.size());
    for (int i = 0; i < transactions.size(); i++) {
      int index = i;
      var hash = hashOf(transactions.get(i));
      receipts.add(
          transport.call(
              Pace.QUICK,
              OF_TRANSACTION,
              List.of(hash.prefixedHex()),
              node -> read(node, OF_TRANSACTION, blockHash, index, hash)));
    }
    return receipts;
  }

  private static Receipt read(
      JsonNode node, String method, Hash32 blockHash, int index, Hash32 transaction) {
    if (node.isNull()) {
      throw missing("no receipt of transaction " + transaction.prefixedHex());
    }
    var json = AnswerObject.of(node, method);
    if (!json.hash("blockHash").equals(blockHash)) {
      throw missing("no receipt of transaction " + transaction.prefixedHex() + " in this block");
    }
    if (!json.hash("transactionHash").equals(transaction)
        || !json.uint64("transactionIndex").equals(UInt64.of(index))) {
      throw json.malformed("has receipts in another order than the block's transactions");
    }
    var price = new Wei(json.uint256("effectiveGasPrice").value());
    return new Receipt(transaction, json.uint64("gasUsed"), price);
  }

  private static Hash32 hashOf(Bytes transaction) {
    return Hash32.of(Hash.sha3(transaction.toArray()));
  }

  private static ExecutionFailure missing(String what) {
    return new ExecutionFailure(Kind.RECEIPTS_MISSING, "the execution client has " + what);
  }
}
