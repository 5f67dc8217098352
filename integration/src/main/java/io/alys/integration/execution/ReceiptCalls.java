package io.alys.integration.execution;

import io.alys.integration.execution.RpcEndpoint.Pace;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/**
 * Collects the receipts of a payload by the first way that the client offers: at once or one by
 * one, from each of its ports. Every receipt must be there and belong to its transaction [L38]. The
 * price per gas is computed, since a client's may be wrong (ethereumjs leaves out the base fee).
 */
final class ReceiptCalls {

  private static final String OF_BLOCK = "eth_getBlockReceipts";
  private static final String OF_TRANSACTION = "eth_getTransactionReceipt";
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptCalls.class);

  private record Way(RpcEndpoint endpoint, boolean atOnce) {}

  private final List<Way> ways;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile int way;

  /** The endpoints in the order in which they are tried. */
  ReceiptCalls(List<RpcEndpoint> endpoints) {
    this.ways =
        endpoints.stream()
            .<Way>mapMulti(
                (endpoint, ways) -> {
                  ways.accept(new Way(endpoint, true));
                  ways.accept(new Way(endpoint, false));
                })
            .toList();
  }

  /** Blocks, so it belongs on {@link CallThreads}. */
  List<Receipt> fetch(ExecutionPayload payload) {
    if (payload.transactions().isEmpty()) {
      return List.of();
    }
    int last = ways.size() - 1;
    for (int i = way; i < last; i++) {
      try {
        return fetch(ways.get(i), payload);
      } catch (ExecutionFailure failure) {
        if (failure.kind() != Kind.METHOD_MISSING) {
          throw failure;
        }
        way = i + 1;
      }
    }
    return fetch(ways.get(last), payload);
  }

  private List<Receipt> fetch(Way by, ExecutionPayload payload) {
    return by.atOnce() ? ofBlock(by.endpoint(), payload) : oneByOne(by.endpoint(), payload);
  }

  /** ethereumjs answers null for every block hash, but knows the transactions of its own chain. */
  private List<Receipt> ofBlock(RpcEndpoint endpoint, ExecutionPayload payload) {
    var hash = payload.blockHash().prefixedHex();
    var answer =
        endpoint.call(Pace.THOROUGH, OF_BLOCK, List.of(hash), Function.<JsonNode>identity());
    if (answer.isNull()) {
      return oneByOne(endpoint, payload);
    }
    var nodes = AnswerObject.list(answer, OF_BLOCK, (node, _) -> node);
    int count = payload.transactions().size();
    if (nodes.size() != count) {
      throw missing(nodes.size() + " of " + count + " receipts of block " + hash);
    }
    var receipts = new ArrayList<Receipt>(count);
    for (int i = 0; i < count; i++) {
      receipts.add(read(nodes.get(i), OF_BLOCK, payload, i));
    }
    return receipts;
  }

  private List<Receipt> oneByOne(RpcEndpoint endpoint, ExecutionPayload payload) {
    int count = payload.transactions().size();
    var receipts = new ArrayList<Receipt>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      receipts.add(
          endpoint.call(
              Pace.QUICK,
              OF_TRANSACTION,
              List.of(hashOf(payload.transactions().get(i)).prefixedHex()),
              node -> read(node, OF_TRANSACTION, payload, index)));
    }
    return receipts;
  }

  private Receipt read(JsonNode node, String method, ExecutionPayload payload, int index) {
    var raw = payload.transactions().get(index);
    var transaction = hashOf(raw);
    if (node.isNull()) {
      throw missing("no receipt of transaction " + transaction);
    }
    var json = AnswerObject.of(node, method);
    if (!json.hash("blockHash").equals(payload.blockHash())) {
      throw missing("no receipt of transaction " + transaction + " in this block");
    }
    if (!json.hash("transactionHash").equals(transaction)
        || !json.uint64("transactionIndex").equals(UInt64.of(index))) {
      throw json.malformed("has receipts in another order than the block's transactions");
    }
    var said = new Wei(json.uint256("effectiveGasPrice").value());
    var price = RawTransactions.effectiveGasPrice(raw, payload.baseFeePerGas()).orElse(said);
    if (!price.equals(said) && warned.compareAndSet(false, true)) {
      LOG.warn("the execution client says effectiveGasPrice {}, it is {}", said, price);
    }
    return new Receipt(transaction, json.uint64("gasUsed"), price);
  }

  private static Hash32 hashOf(Bytes transaction) {
    return Hash32.of(Hash.sha3(transaction.toArray()));
  }

  private static ExecutionFailure missing(String what) {
    return new ExecutionFailure(Kind.RECEIPTS_MISSING, "the execution client has " + what);
  }
}
