package io.alys.integration.storage;

import io.alys.messages.types.Hash32;

/**
 * Which chain a folder belongs to.
 *
 * @param specHash hash of the chain spec without what is local to a node (3.4)
 * @param genesisRoot signing root of the genesis block
 */
public record NetworkIdentity(Hash32 specHash, Hash32 genesisRoot) {}
