package io.alys.integration.execution;

import io.alys.messages.types.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Blob transactions (EIP-4844) in the form in which a payload holds them. */
final class BlobTransactions {

  private BlobTransactions() {}

  /** Well-formed, with some number of versioned hashes, signed by nobody. */
  static Bytes unsigned(long chainId, int hashes) {
    var versioned = new ArrayList<RlpType>();
    for (int i = 0; i < hashes; i++) {
      var hash = new byte[32];
      hash[0] = 1;
      hash[31] = (byte) i;
      versioned.add(RlpString.create(hash));
    }
    List<RlpType> fields =
        List.of(
            number(chainId),
            number(0),
            number(1),
            number(10_000_000_000L),
            number(21_000),
            RlpString.create(RealChain.RECEIVER.bytes().toArray()),
            number(0),
            RlpString.create(new byte[0]),
            new RlpList(),
            number(1),
            new RlpList(versioned),
            number(0),
            number(1),
            number(1));
    return Bytes.of((byte) 3).concat(Bytes.of(RlpEncoder.encode(new RlpList(fields))));
  }

  private static RlpString number(long value) {
    return RlpString.create(BigInteger.valueOf(value));
  }
}
