package io.alys.integration.genesis;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;

/** A contract that execution clients call by themselves, as rule 3.3 puts it into the genesis. */
public enum SystemContract {
  /** EIP-4788, the parent beacon block roots: real code. */
  BEACON_ROOTS(
      "000f3df6d732807ef1319fb7b8bb8522d0beac02",
      "3373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd5b5f3580156049576200"
          + "1fff810690815414603c575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f35"
          + "9062001fff015500"),
  /** EIP-2935, the block hashes in the state from Prague on: real code. */
  HISTORY_STORAGE(
      "0000f90827f1c53a10cb7a02335b175320002935",
      "3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611f"
          + "ff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500"),
  /** EIP-7002, withdrawal requests: STOP, so that none is ever made. */
  WITHDRAWAL_REQUESTS("00000961ef480eb55e80d19ad83579a64c007002", "00"),
  /** EIP-7251, consolidation requests: STOP, so that none is ever made. */
  CONSOLIDATION_REQUESTS("0000bbddc7ce488642fb579f8b00f3a590007251", "00");

  private final EvmAddress address;
  private final Bytes code;

  SystemContract(String address, String code) {
    this.address = EvmAddress.fromHex(address);
    this.code = Bytes.fromHex(code);
  }

  /** Where clients call it. */
  public EvmAddress address() {
    return address;
  }

  /** Its runtime code. */
  public Bytes code() {
    return code;
  }
}
