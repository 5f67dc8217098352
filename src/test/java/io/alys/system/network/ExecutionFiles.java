package io.alys.system.network;

import java.nio.file.Path;

/**
 * What an execution client is started with.
 *
 * @param genesis its genesis file
 * @param secret the JWT secret
 * @param chain its own folder
 * @param chainId the EVM's chain id
 */
record ExecutionFiles(Path genesis, Path secret, Path chain, long chainId) {}
