package io.alys.messages.bitcoin;

import io.alys.messages.types.Hash32;

/**
 * A merged-mining proof in Namecoin's layout; {@code blockHash} is carried but never checked
 * (protocol reference §2.1).
 */
public record AuxPow(
    BitcoinTransaction coinbase,
    Hash32 blockHash,
    MerkleBranch coinbaseBranch,
    MerkleBranch blockchainBranch,
    BitcoinHeader parentBlock) {}
