package io.alys.workflows.spec;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;

/**
 * A member of the federation that makes blocks: its key, proof of possession and peer id (2.12).
 */
public record Authority(BlsPublicKey publicKey, BlsSignature proofOfPossession, String peerId) {}
