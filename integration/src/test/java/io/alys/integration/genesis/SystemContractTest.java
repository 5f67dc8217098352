package io.alys.integration.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import java.math.BigInteger;
import java.security.SignatureException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

final class SystemContractTest {
  private static final BigInteger GAS_PRICE = new BigInteger("e8d4a51000", 16);
  private static final BigInteger GAS_LIMIT = new BigInteger("3d090", 16);
  private static final BigInteger R = new BigInteger("539", 16);
  private static final byte V = 27;

  /**
   * The EIPs deploy their code by a transaction with a made-up signature: its sender, and so the
   * contract's address, follows from the code. One wrong byte would give another address.
   */
  @ParameterizedTest
  @CsvSource({
    "BEACON_ROOTS, 60618060095f395ff3, 1b9b6eb1f0",
    "HISTORY_STORAGE, 60538060095f395ff3, aa12693182426612186309f02cfe8a80a0000",
  })
  void realCodeIsWhatItsAddressWasDerivedFrom(SystemContract contract, String init, String s)
      throws SignatureException {
    var deployment = Bytes.fromHex(init).concat(contract.code());
    var transaction =
        RawTransaction.createTransaction(
            BigInteger.ZERO, GAS_PRICE, GAS_LIMIT, "", BigInteger.ZERO, deployment.prefixedHex());
    var signature = new Sign.SignatureData(V, bytes32(R), bytes32(new BigInteger(s, 16)));

    var key = Sign.signedMessageToKey(TransactionEncoder.encode(transaction), signature);

    var sender = Keys.getAddress(key);
    var created = ContractUtils.generateContractAddress("0x" + sender, BigInteger.ZERO);
    assertThat(EvmAddress.fromHex(created)).isEqualTo(contract.address());
  }

  @ParameterizedTest
  @EnumSource(names = {"WITHDRAWAL_REQUESTS", "CONSOLIDATION_REQUESTS"})
  void requestContractsStopAtOnce(SystemContract contract) {
    assertThat(contract.code()).isEqualTo(Bytes.of((byte) 0));
  }

  private static byte[] bytes32(BigInteger value) {
    return Numeric.toBytesPadded(value, 32);
  }
}
