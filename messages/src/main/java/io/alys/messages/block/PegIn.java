package io.alys.messages.block;

import io.alys.messages.types.Hash32;

/** A listed deposit: transaction id and Bitcoin block hash, both in internal order. */
public record PegIn(Hash32 txid, Hash32 blockHash) {}
