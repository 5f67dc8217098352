package io.alys.integration.genesis;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import java.math.BigInteger;
import java.util.ArrayList;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** The header of block 0, so that its hash is known without asking an execution client. */
record GenesisBlock(RlpList header) {
  /** EIP-1559's initial base fee, in wei. */
  static final long BASE_FEE = 1_000_000_000;

  /** Keccak-256 of the RLP of an empty list. */
  private static final Hash32 NO_UNCLES =
      Hash32.fromHex("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

  /** EIP-7685: SHA-256 of nothing. */
  private static final Hash32 NO_REQUESTS =
      Hash32.fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final int BLOOM_SIZE = 256;
  private static final int NONCE_SIZE = 8;

  static GenesisBlock of(ExecutionGenesis genesis) {
    var fields = new ArrayList<RlpType>();
    fields.add(bytes(Hash32.ZERO.bytes())); // parent hash
    fields.add(bytes(NO_UNCLES.bytes()));
    fields.add(bytes(EvmAddress.ZERO.bytes())); // coinbase
    fields.add(bytes(StateTrie.rootOf(genesis.accounts()).bytes()));
    fields.add(bytes(StateTrie.EMPTY.bytes())); // transactions
    fields.add(bytes(StateTrie.EMPTY.bytes())); // receipts
    fields.add(bytes(Bytes.zeros(BLOOM_SIZE)));
    fields.add(number(0)); // difficulty
    fields.add(number(0)); // number
    fields.add(number(genesis.gasLimit()));
    fields.add(number(0)); // gas used
    fields.add(number(genesis.timestamp()));
    fields.add(bytes(Bytes.EMPTY)); // extra data
    fields.add(bytes(Hash32.ZERO.bytes())); // mix hash
    fields.add(bytes(Bytes.zeros(NONCE_SIZE)));
    fields.add(number(BASE_FEE));
    fields.add(bytes(StateTrie.EMPTY.bytes())); // withdrawals
    fields.add(number(0)); // blob gas used
    fields.add(number(0)); // excess blob gas
    fields.add(bytes(Hash32.ZERO.bytes())); // parent beacon block root
    if (genesis.startsWith(ExecutionFork.PRAGUE)) {
      fields.add(bytes(NO_REQUESTS.bytes()));
    }
    return new GenesisBlock(new RlpList(fields));
  }

  Hash32 hash() {
    return Hash32.of(Hash.sha3(RlpEncoder.encode(header)));
  }

  private static RlpString bytes(Bytes value) {
    return RlpString.create(value.toArray());
  }

  private static RlpString number(long value) {
    return RlpString.create(BigInteger.valueOf(value));
  }
}
