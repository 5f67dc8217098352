package io.alys.node.miner;

import io.alys.messages.bitcoin.AuxPow;

/** A proof that was found. */
record Solution(Work work, AuxPow auxpow) {}
