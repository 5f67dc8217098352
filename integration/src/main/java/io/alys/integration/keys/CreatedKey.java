package io.alys.integration.keys;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import java.nio.file.Path;

/** A new key: its public half, the proof of its possession (2.12), and its keystore. */
public record CreatedKey(BlsPublicKey publicKey, BlsSignature possession, Path keystore) {}
