/** The consensus JSON-RPC server: V1's methods, the pool contract, and what the node adds. */
@NullMarked
package io.alys.node.rpc;

import org.jspecify.annotations.NullMarked;
