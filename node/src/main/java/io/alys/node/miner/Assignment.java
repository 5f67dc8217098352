package io.alys.node.miner;

/** Work that is being hashed; the number tells it from every other time that it is given out. */
record Assignment(long number, Work work) {}
