package io.alys.integration.execution;

import io.alys.integration.genesis.ExecutionGenesis;
import io.alys.integration.testing.ExecutionProcess;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.execution.ExecutionExpectation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

/** The chain on which real execution clients are tested, and an account on it that can pay. */
final class RealChain {

  /** A widely known key, of the account that the genesis funds; worth nothing elsewhere. */
  static final Credentials SPENDER =
      Credentials.create("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  static final ExecutionGenesis GENESIS =
      ExecutionGenesis.atCancun(
          121_212,
          0x6500_0000L,
          Map.of(EvmAddress.fromHex(SPENDER.getAddress()), new Wei(BigInteger.TEN.pow(21))));

  static final EvmAddress RECEIVER =
      EvmAddress.fromHex("0x00000000000000000000000000000000000ca11e");

  private static final BigInteger GAS_OF_A_TRANSFER = BigInteger.valueOf(21_000);

  private RealChain() {}

  static ExecutionExpectation expectation(URI endpoint) {
    return new ExecutionExpectation(
        endpoint.toString(),
        UInt64.of(GENESIS.chainId()),
        GENESIS.blockHash(),
        Set.of(EngineFork.DENEB));
  }

  /** A signed transfer of 1 wei; prices in wei. */
  static Bytes transfer(long nonce, long tip, long most) {
    var transaction =
        RawTransaction.createTransaction(
            GENESIS.chainId(),
            BigInteger.valueOf(nonce),
            GAS_OF_A_TRANSFER,
            RECEIVER.prefixedHex(),
            BigInteger.ONE,
            "",
            BigInteger.valueOf(tip),
            BigInteger.valueOf(most));
    return Bytes.of(TransactionEncoder.signMessage(transaction, SPENDER));
  }

  /** Gives a transaction to the client's pool. */
  static void send(ExecutionProcess process, Bytes transaction) {
    var web3j = Web3j.build(new HttpService(process.rpcUrl().toString()));
    try {
      var answer = web3j.ethSendRawTransaction(transaction.prefixedHex()).send();
      if (answer.hasError()) {
        throw new IllegalStateException(answer.getError().getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      web3j.shutdown();
    }
  }

  /** The balance at the head of the chain. */
  static BigInteger balance(ExecutionProcess process, EvmAddress account) {
    var web3j = Web3j.build(new HttpService(process.rpcUrl().toString()));
    try {
      return web3j
          .ethGetBalance(account.prefixedHex(), DefaultBlockParameterName.LATEST)
          .send()
          .getBalance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      web3j.shutdown();
    }
  }
}
