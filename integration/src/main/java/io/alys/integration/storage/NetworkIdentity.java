package io.alys.integration.storage;

import io.alys.messages.types.Hash32;

/**
 * Which chain a folder belongs to.
 *
 * @param specHash hash of the chain spec without what is local to a node (3.4)
 * @param executionGenesis hash of execution block 0
 */
public record NetworkIdentity(Hash32 specHash, Hash32 executionGenesis) {}
