package io.alys.node.rpc;

import org.jspecify.annotations.Nullable;

/**
 * What does not change while the node runs.
 *
 * @param version of the program, shown in {@code alys_status} and {@code rpc.discover}
 * @param chainId AuxPoW chain id, an unsigned 32-bit number
 * @param depositAddress where bitcoin is deposited, null on a chain without a bridge
 */
public record RpcFacts(String version, int chainId, @Nullable String depositAddress) {}
