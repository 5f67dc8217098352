package io.alys.config;

import java.nio.file.Path;

/**
 * The key that a validator signs with.
 *
 * @param keystore EIP-2335 keystore
 * @param passwordFile file with its password
 */
public record ValidatorConfig(Path keystore, Path passwordFile) {}
